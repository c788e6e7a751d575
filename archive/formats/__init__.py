"""How dates are written, by language; Django's own where a language has none here."""
