"""How a table in a file is read: aggregates alone, in an engine that can reach nothing else."""
