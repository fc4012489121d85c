"""Who is mentioned, by canonical name, and how the mention is used."""
