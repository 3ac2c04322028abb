"""What the actions need of the world around them: settings, the clock, background work."""
