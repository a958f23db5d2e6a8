"""The graph: strawberry types, each field with the SQL and the right that stand behind it."""
