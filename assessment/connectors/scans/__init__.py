"""Reading what another tool found: its report as a file."""
