"""Finance (财政): pays by the one-card system and reports what was paid."""
