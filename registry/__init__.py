"""What is recorded: households and the acts upon them, in PostgreSQL; no GraphQL, no HTTP."""
