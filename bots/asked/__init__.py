"""Questions with known answers: how well the dialogue understands people, as a table."""
