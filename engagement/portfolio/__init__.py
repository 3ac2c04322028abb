"""Everything side by side: use cases of a client, clients of the server, and quarters."""
