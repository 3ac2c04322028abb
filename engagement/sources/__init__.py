"""Where to look: sources as they are typed, tried, kept and handed over in a file."""
