"""What SQL answers a selection: a GraphQL operation becomes one statement that returns the answer as JSON text."""
