"""Translating: source and target side by side, what changed since, and what a translator's text may not lose."""
