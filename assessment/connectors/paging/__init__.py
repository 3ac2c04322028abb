"""Reading how alerts are delivered to people."""
