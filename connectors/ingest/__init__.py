"""Ingestion: rows of a source become items of the same acts that the graph has."""
