"""How it is shown: the pages of the browser app; knows no SQL and does no arithmetic."""
