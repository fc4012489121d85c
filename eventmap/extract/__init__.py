"""Text to drafts: sentences, dates, toponyms, actors, counts, triggers. Knows no coordinates; rules only, no network."""
