"""What readers tell us of pages, and what becomes of it: a verb a file."""
