"""Emergency management (应急): relief after natural disasters."""
