"""Reads a drawn form as a browser would send it."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


def sent_by(page: BeautifulSoup | Tag, press: str | None = None) -> list[tuple[str, str]]:
    """Return names and values of every successful control of a form, in order, and the button that is pressed."""
    pairs = []
    for control in page.select("input[name], select[name], textarea[name]"):
        name = control["name"]
        match control.name, control.get("type"):
            case "textarea", _:
                # The first line break after the tag belongs to the markup, as an HTML parser knows.
                pairs.append((name, control.get_text().removeprefix("\n").replace("\n", "\r\n")))
            case "select", _:
                options = control.select("option")
                chosen = next((option for option in options if option.has_attr("selected")), options[0])
                pairs.append((name, chosen.get("value", "")))
            case _, "checkbox" | "radio":
                if control.has_attr("checked"):
                    pairs.append((name, control.get("value", "on")))
            case _:
                pairs.append((name, control.get("value", "")))
    if press is not None:
        assert page.select_one(f'button[name="do"][value="{press}"]'), f"no button says {press}"
        pairs.append(("do", press))
    return pairs
