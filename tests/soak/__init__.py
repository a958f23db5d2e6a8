"""The soak: a hub under load whose processes are killed and whose disk is filled, and what became of each write."""
