"""What a case is: its kinds and states, its number and its code, and the days that it may take. Pure, no database."""
