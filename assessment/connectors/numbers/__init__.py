"""Reading numbers that somebody chose: business outcomes, use, cost, counts of the organisation."""
