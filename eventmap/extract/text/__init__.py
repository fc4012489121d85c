"""Text into sentences, words, numbers and codes: what all finders share."""
