"""Figures: what the catalogue says of services as a whole, by formulas that everybody may read. Pure."""
