"""Matters: what is being done about a household, step by step, until when (办理事项)."""
