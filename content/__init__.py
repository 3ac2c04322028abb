"""What we ask: packs of capabilities, initiatives and profiles, and what they mean."""
