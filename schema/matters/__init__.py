"""Matters in the graph: procedures, their boxes and steps, triage (办理事项)."""
