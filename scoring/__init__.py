"""What it means: pure functions from answers and findings to a verdict and a plan."""

VERSION = "1.0.0"
"""Version of the scoring rules; a score may change only with it or with the pack's version."""
