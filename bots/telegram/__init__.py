"""The Telegram door: the dialogue in a messenger. Only these files know Telegram."""

import os

# The library gives spans of time as such from its next version on, and warns until one asks for it.
os.environ.setdefault("PTB_TIMEDELTA", "true")
