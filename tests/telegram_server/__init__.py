"""A Bot API server for tests: real HTTP on this machine, as strict as Telegram, with faults on demand."""
