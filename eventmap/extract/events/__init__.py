"""Acts: triggers, clauses, kinds, sides, places, days, tolls; what is no event; one act told twice."""
