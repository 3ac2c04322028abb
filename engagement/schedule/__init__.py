"""What comes round, when it is due, and who carries it out: one unit at a time, by one worker."""
