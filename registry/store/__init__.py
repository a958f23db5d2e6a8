"""The store: connections, transactions, roles and row level security (存储)."""
