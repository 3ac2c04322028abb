"""Reading what an orchestrator ran."""
