"""Looking for ourselves: what will be asked, what was asked, and what was found."""
