"""The running service: settings, HTTP, command line, demo, embedded PostgreSQL."""
