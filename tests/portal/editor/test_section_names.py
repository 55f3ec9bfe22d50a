"""Every section that words can have is called something in the language of the page; nobody reads keys."""

from __future__ import annotations

import pytest

from catalogue.facts.words import sections
from portal.editor.section_names import NAMES, WITHIN, section_name
from portal.locale import speak


def test_every_section_of_the_shipped_content_has_a_name(shipped_content):
    keys = {section.key for entry in shipped_content.list_entries() for section in sections(entry.facts)}
    assert len(keys) > 300
    nameless = {key for key in keys if key.split(".")[0] not in NAMES}
    nameless |= {key for key in keys if len(steps := key.split(".")) > 2 and steps[2] not in WITHIN}
    assert nameless == set()


@pytest.mark.parametrize(
    ("language", "key", "name"),
    [
        ("en", "summary", "Summary"),
        ("en", "criteria.dog", "Who is entitled (dog)"),
        ("en", "channels.title", "Ways to do it (title)"),
        ("en", "channels.counter.title", "Ways to do it (counter) › Title"),
        ("en", "event.hint", "What the day is called › Hint"),
        ("fr", "deadlines.register.late", "Délais (register) › S’il est trop tard"),
        ("en", "unheard-of", "unheard-of"),
    ],
)
def test_a_name_tells_the_part_and_what_of_it(editors, language, key, name):
    with editors.test_request_context("/en/"):
        speak(language)
        assert section_name(key) == name
