"""Place mentions: candidates, scorers, roles of a name, and relations ("8 km south of")."""
