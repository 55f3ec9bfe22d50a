"""Counts of what was done: written, folded into months, and removed in time."""
