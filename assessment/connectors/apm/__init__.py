"""Reading a commercial monitor as evidence of a running service."""
