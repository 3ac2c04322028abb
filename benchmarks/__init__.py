"""The figures of the README, re-measured by one command: each a ratio to a peer measured in the same run."""
