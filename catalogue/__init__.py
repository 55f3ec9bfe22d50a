"""The catalogue: facts, words, plans and search of public services. It knows no door."""
