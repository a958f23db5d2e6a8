"""Deliveries: what goes out to a department as a file, and what comes back of one that it sent in."""
