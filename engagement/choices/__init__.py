"""Questions with choices: answered, judged, reported and frozen."""
