"""Which answers, findings and objectives count in an assessment now, and why."""
