"""Reading who is on call, as counts and hours, and how pages were answered."""
