"""How a field of the graph is made: its mapping, scalars, arguments, checks and slices (字段)."""
