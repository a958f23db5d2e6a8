"""What the document says: categories, clauses, programmes and what follows for a household."""
