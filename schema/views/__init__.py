"""Saved views (常用视图) in the graph: kept by who looks at a list, and shared with the department."""
