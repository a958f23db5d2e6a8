"""Sources: files, tables and interfaces read as rows of text with their numbers."""
