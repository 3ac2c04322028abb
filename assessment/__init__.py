"""What was answered and observed: people's claims and the witnesses' findings."""
