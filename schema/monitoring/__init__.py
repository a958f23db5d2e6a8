"""Monitoring in the graph: warnings, supervision, visits, lookups, lists (动态监测)."""
