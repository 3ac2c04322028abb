"""Which questions are asked: packs, a client's changes to them, and from one version to another."""
