"""The worked example: a fictional client whose systems are really run, looked at and judged."""
