"""How it is told: a report is sections made of blocks; renderers know only blocks."""
