"""Where the search box of a page is, and its suggestions, told to a browser."""

from __future__ import annotations

BOX = "form[role=search] input[name=q]"
LIST = "ul[role=listbox]"
OPTION = f"{LIST} [role=option]"
