"""Reading a Kubernetes namespace."""
