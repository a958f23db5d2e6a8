"""Targets: whom a programme may have to help, derived from facts and kept true (可能符合的对象)."""
