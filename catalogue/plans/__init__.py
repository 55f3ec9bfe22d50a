"""Plans: from the facts of a life event and one person's situation to what they must do. Pure functions only."""
