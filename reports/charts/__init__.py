"""Charts as vector drawings in the report's own fonts; each takes a block and gives a picture."""
