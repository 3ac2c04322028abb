"""How often the repository probes are right: what they said against what a reader of the tree says."""
