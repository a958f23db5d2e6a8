"""Who is asking: clients, the authorization server, tokens, grants and scopes."""
