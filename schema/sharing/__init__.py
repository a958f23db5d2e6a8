"""Sharing agreements in the graph: what a department is shown, asked for, decided, ended."""
