"""Reading a model registry."""
