"""The pictures of the editors' guide: taken of the pages as they are, small, and each with words for who cannot see it.

`make pictures` writes them into docs/pictures.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from reading_back import lock_of
from staff import a_person

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.submit import submit
from catalogue.facts import Kind
from catalogue.queries.drafts import get_editable
from catalogue.rights import Grant, Person, Role
from catalogue.settings import PROJECT

pytestmark = pytest.mark.browser

KEY = "register-birth"
HERE = f"/editor/service/{KEY}/"
PICTURES = {
    "fee": (HERE + "facts", "[id='fees-0-amounts-0-from']"),
    "words": (HERE + "words/fr", "main form"),
    "review": (HERE + "review", ".differences"),
    "preview": (HERE + "preview", "main h1"),
    "care": ("/editor/care", "main h1"),
}
"""By name: the page, and what is brought into sight on it."""
LARGEST = 150_000
UNFOLD = "each => { for (let at = each; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"


@pytest.fixture
def reviewer(running_site):
    """A reviewer for whom a changed summary waits."""
    catalogue, writer = running_site.catalogue, Person(0, "writer@example.org", "Writer", (Grant(Role.EDITOR),), "en")
    with catalogue.reading("en") as reading:
        body = get_editable(reading, Kind.SERVICE, KEY, "en").body
    said = {**body["sections"], "summary": "Tell the registry about your newborn child, and soon."}
    with catalogue.work(writer.mail) as work:
        edit_draft(work, writer, Kind.SERVICE, KEY, "en", {**body, "sections": said}, lock=lock_of(catalogue))
    lock = lock_of(catalogue)
    with catalogue.work(writer.mail) as work:
        submit(work, writer, Kind.SERVICE, KEY, {"en": lock})
    a_person(catalogue, "pictures@example.org", Role.EDITOR, Role.REVIEWER)
    return "pictures@example.org"


def test_every_picture_of_the_guide_can_be_taken_and_is_small(visit_as, reviewer, tmp_path):
    folder = Path(os.environ.get("ONEDOOR_PICTURES") or tmp_path)
    for name, (address, seen) in PICTURES.items():
        page = visit_as(reviewer, address, width=900, height=700)
        at = page.locator(seen).first
        at.evaluate(UNFOLD)
        at.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY - 250)")
        file = folder / f"editing-{name}.png"
        page.screenshot(path=file)
        assert 5_000 < file.stat().st_size <= LARGEST, name


def test_the_guide_shows_each_picture_and_says_what_is_on_it():
    guide = (PROJECT / "docs" / "editing.md").read_text(encoding="utf-8")
    shown = {name: alt for alt, name in re.findall(r"!\[(.+)\]\(pictures/editing-([a-z]+)\.png\)", guide)}
    assert shown.keys() == PICTURES.keys()
    assert all(len(alt) > 20 for alt in shown.values())
    for name in shown:
        assert (PROJECT / "docs" / "pictures" / f"editing-{name}.png").stat().st_size <= LARGEST
