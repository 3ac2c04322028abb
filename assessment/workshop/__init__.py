"""A workshop's rules, pure: the phases of an item, what may be seen when, and what a vote comes to."""
