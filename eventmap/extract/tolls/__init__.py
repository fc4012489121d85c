"""How many were killed, injured, taken: counts and how they belong together."""
