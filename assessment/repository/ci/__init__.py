"""Build systems: which file belongs to which, and its jobs in one shape, whatever the system."""
