"""The store of conversations: what the chat remembers between two messages, sealed, for a while, and then forgotten.

Every channel comes in by `store.Conversations`; no other room opens the file.
"""
