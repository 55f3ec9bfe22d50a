"""The dialogue behind every chat: utterance and memory in, reply and memory out. It knows no channel."""
