"""What search is told of places: their names in every language, as they are now."""

from __future__ import annotations

import pytest
from content_builder import changed, entry, small_content, without, words

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.files.content import Content
from catalogue.jobs.index import update_index
from catalogue.queries.search_rules import list_search_rules


def country(**names: Words) -> Content:
    """Return the small country, where the harbour is called so."""
    harbour = entry(Kind.PLACE, "harbour", {"level": "municipality", "parent": "littleland"}, **names)
    return changed(small_content(), harbour)


CALLED = {"en": words(title="Harbour", aliases=("The Docks",)), "fr": words(title="Le Port")}


def test_every_language_is_told_the_names_of_places_in_all_languages(empty_catalogue):
    import_content(empty_catalogue, country(**CALLED))
    with empty_catalogue.reading("en") as reading:
        rules = list_search_rules(reading)
    assert [of_language.language for of_language in rules] == ["en", "fr"]
    for of_language in rules:
        assert of_language.places == ("Harbour", "The Docks", "Le Port", "Littleland")


def test_a_name_of_two_languages_is_told_once(empty_catalogue):
    import_content(empty_catalogue, country(en=words(title="Harbour"), fr=words(title="Harbour")))
    with empty_catalogue.reading("en") as reading:
        assert list_search_rules(reading)[0].places == ("Harbour", "Littleland")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_index_follows_when_a_place_is_called_otherwise(empty_catalogue, language):
    """The old name is a word like any other then, so it is unknown; the new one says where, and nothing is unknown."""
    index = empty_catalogue.search_index
    import_content(empty_catalogue, country(**CALLED))
    update_index(empty_catalogue)
    assert [index.knows(f"birth {name}", language) for name in ("docks", "quayside")] == [False, False]
    assert [index.knows(f"birth {name}", language) for name in ("the docks", "le port")] == [True, True]
    import_content(empty_catalogue, country(en=words(title="Quayside"), fr=CALLED["fr"]))
    update_index(empty_catalogue)
    assert [index.knows(f"birth {name}", language) for name in ("the docks", "le port", "quayside")] == [
        False,
        True,
        True,
    ]


def test_the_index_follows_when_a_place_is_new_or_goes(empty_catalogue):
    index = empty_catalogue.search_index
    valley = entry(Kind.PLACE, "valley", {"level": "municipality", "parent": "littleland"}, en=words(title="Glen"))
    known = []
    for content, withdraw in (
        (small_content(), False),
        (changed(small_content(), valley), False),
        (without(changed(small_content(), valley), Kind.PLACE, "valley"), True),
    ):
        import_content(empty_catalogue, content, withdraw_absent=withdraw)
        update_index(empty_catalogue)
        known.append(index.knows("birth glen", "fr"))
    assert known == [False, True, False]
