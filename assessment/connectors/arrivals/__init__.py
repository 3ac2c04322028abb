"""A bounded load test: consent, a plan of steps, arrivals that wait for nobody, and what came back."""
