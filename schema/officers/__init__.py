"""Officers in the graph (人员账号)."""
