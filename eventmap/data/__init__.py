"""Rules as commented tables, and the words of several languages that rules are made of."""
