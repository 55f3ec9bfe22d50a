"""What nothing leads to is named, and nothing else."""

from __future__ import annotations

from content_builder import SERVICE, changed, entry, small_content, words

from catalogue.care.unused import list_unused
from catalogue.facts import Kind


def content(*added):
    return changed(small_content(), *added)


def test_a_document_that_no_service_wants_or_gives_is_unused():
    lost = entry(Kind.DOCUMENT, "lost-paper", {"issued_by_organisation": "registry"}, en=words(title="Paper"))
    assert (Kind.DOCUMENT, "lost-paper") in list_unused(content(lost))


def test_a_service_without_life_event_group_or_topic_is_reached_by_nobody():
    facts = {**SERVICE, "code": "4711", "target_groups": [], "topics": []}
    alone = entry(Kind.SERVICE, "alone", facts, en=words(title="Alone"))
    assert (Kind.SERVICE, "alone") in list_unused(content(alone))
    in_a_topic = entry(Kind.SERVICE, "alone", {**facts, "topics": ["family"]}, en=words(title="Alone"))
    assert (Kind.SERVICE, "alone") not in list_unused(content(in_a_topic))


def test_a_law_that_only_a_place_names_is_used(shipped_content):
    unused = list_unused(shipped_content)
    assert (Kind.LAW, "norvale-charges") not in unused
    assert all(kind is not Kind.SERVICE for kind, _ in unused)
