"""Linkage (疑似同一人比对): who may be the same person, by Splink in a process of its own; people decide."""
