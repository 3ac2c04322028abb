"""Who did what, when: written by every action, read by those who answer for it."""
