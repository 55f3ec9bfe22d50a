"""Understanding: which language, which question, about what, where and when. It reads, and never answers."""
