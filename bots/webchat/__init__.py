"""The dialogue behind a web page: plain values in, plain values out. The page carries the memory."""

from bots.webchat.chat import open_chat

__all__ = ["open_chat"]
