"""Readers of the catalogue: each returns frozen read models in one language, for one place and one day."""
