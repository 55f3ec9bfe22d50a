"""The room of content files: what they say, how they are written, and what is wrong with them."""
