"""Forms for facts: described by the models themselves, drawn by macros, read back into the plain form of facts."""
