"""Pages on which officers sign in, rendered by the server: they need no script."""
