"""Words on the way to translation offices and back: CSV and XLIFF 2, out and in. What comes in is a draft."""
