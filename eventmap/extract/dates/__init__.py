"""When: dates in several languages, and the days they mean."""
