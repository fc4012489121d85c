"""Files to documents. Knows no places."""
