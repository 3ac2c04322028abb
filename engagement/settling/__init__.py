"""Where a claim and a finding differ: followed, set aside by name, accepted for a time."""
