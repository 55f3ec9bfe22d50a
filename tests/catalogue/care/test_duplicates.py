"""The duplicate guard: the same thing under other words' order is found, neighbours are left alone."""

from __future__ import annotations

import pytest

from catalogue.care.duplicates import list_alike
from catalogue.facts import Kind
from catalogue.languages import languages


@pytest.mark.long
@pytest.mark.parametrize("language", languages())
def test_a_title_that_is_there_already_is_found_in_every_language(shipped_content, language):
    for entry in shipped_content.list_entries(Kind.SERVICE):
        title = str(entry.words[language].sections["title"])
        assert entry.key in [alike.key for alike in list_alike(shipped_content, Kind.SERVICE, language, title)]


def test_the_order_of_words_and_small_words_do_not_hide_it(shipped_content):
    found = list_alike(shipped_content, Kind.SERVICE, "en", "The birth: to register")
    assert "register-birth" in [alike.key for alike in found]


def test_neighbours_are_not_taken_for_each_other(shipped_content):
    alike = list_alike(shipped_content, Kind.SERVICE, "en", "Apply for a study permit", but="apply-study-permit")
    assert [one.key for one in alike] == []


def test_an_object_is_not_its_own_duplicate(shipped_content):
    found = list_alike(shipped_content, Kind.SERVICE, "en", "Register a birth", but="register-birth")
    assert "register-birth" not in [alike.key for alike in found]
