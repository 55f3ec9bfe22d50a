"""Search: one analysis of words, engines behind a boundary, our own ranking. It knows no database and no door."""
