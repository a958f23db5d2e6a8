"""Identity: ID numbers, kept in the vault and found by their blind index (身份)."""
