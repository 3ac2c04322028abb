"""Parsing many Python files at once: in this process and in a second one."""
