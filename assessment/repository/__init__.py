"""Reading a git repository without checking it out and without running anything of it."""
