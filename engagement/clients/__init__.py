"""Whom we work for: opened, branded, seen side by side, and deleted when the time comes."""
