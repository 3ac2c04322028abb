"""What Prometheus and a bare metrics endpoint have in common: evidence, catalogue, arithmetic."""
