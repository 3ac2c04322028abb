"""Who said what: given, kept, handed over as files, and which of it counts now."""
