"""Monitoring: cross-checks, their signals and early warnings (动态监测)."""
