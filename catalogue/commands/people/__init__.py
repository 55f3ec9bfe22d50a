"""What changes accounts, what they are trusted with, and who is signed in; each act leaves a row in the log."""
