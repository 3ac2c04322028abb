"""How workshops run: agendas and limits, each with its reason."""
