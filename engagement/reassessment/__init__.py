"""The next assessment of a use case, opened from the last one."""
