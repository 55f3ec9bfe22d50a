"""The furniture that both doors share: phrases in every language, and what the codes of the facts are called."""
