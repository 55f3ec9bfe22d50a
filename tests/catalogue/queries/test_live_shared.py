"""What kept bundles hold of the same object is held once, and never taken for something else."""

from __future__ import annotations

from catalogue.facts.kinds import Kind
from catalogue.queries.live import Bundle, fetch, selection
from catalogue.queries.named import every

_PICKED = selection(whole=every(Kind.ORGANISATION, Kind.QUESTION))


def ask(catalogue, language: str) -> Bundle:
    with catalogue.reading(language) as reading:
        bundle = fetch(reading, _PICKED)
    bundle.share()
    return bundle


def test_two_bundles_hold_the_same_object_once(catalogue):
    one, other = ask(catalogue, "fr"), ask(catalogue, "fr")
    assert one
    assert all(one[key] is other[key] for key in one)


def test_another_language_is_something_else_made_of_the_same_facts(catalogue):
    french, english = ask(catalogue, "fr"), ask(catalogue, "en")
    translated = [key for key in french if "fr" in french[key].titles]
    assert translated
    assert not any("fr" in live.titles for live in english.values())
    for key in translated:
        assert french[key] is not english[key]
        assert french[key].facts is english[key].facts


def test_what_says_something_else_under_the_same_hash_is_left_as_it_is(catalogue, monkeypatch):
    first = ask(catalogue, "fr")
    monkeypatch.setattr("catalogue.queries.live.Live.hash_of_said", lambda self: 1)
    assert ask(catalogue, "fr").keys() == first.keys()
    assert all(live == first[key] for key, live in ask(catalogue, "fr").items())
