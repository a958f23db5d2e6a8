"""Upkeep: what time and a changed catalogue ask for, beside the answering of questions (日常维护)."""
