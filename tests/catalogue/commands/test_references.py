"""Which objects an object names, and in what role."""

from __future__ import annotations

import pytest
from content_builder import entry, small_content

from catalogue.commands.references import list_mentions, list_references
from catalogue.facts import Kind

EXPECTED = {
    (Kind.PACK, "pack"): {("country", "place", "littleland"), ("contact_office", "office", "centre")},
    (Kind.PLACE, "harbour"): {("parent", "place", "littleland")},
    (Kind.PLACE, "littleland"): set(),
    (Kind.ORGANISATION, "town-hall"): {("place", "place", "harbour")},
    (Kind.OFFICE, "centre"): {
        ("organisation", "organisation", "registry"),
        ("place", "place", "harbour"),
        ("offers", "service", "register-birth"),
    },
    (Kind.LAW, "civil-act"): set(),
    (Kind.TARGET_GROUP, "parents"): set(),
    (Kind.TOPIC, "family"): set(),
    (Kind.QUESTION, "married"): set(),
    (Kind.DOCUMENT, "birth-notice"): set(),
    (Kind.DOCUMENT, "birth-certificate"): {("issued_by", "service", "register-birth")},
    (Kind.DOCUMENT, "consent"): {("issued_by", "organisation", "registry")},
    (Kind.SERVICE, "register-birth"): {
        ("organisation", "organisation", "registry"),
        ("operator", "organisation", "town-hall"),
        ("supplier", "organisation", "town-hall"),
        ("target_group", "target_group", "parents"),
        ("topic", "topic", "family"),
        ("requires", "document", "birth-notice"),
        ("requires", "document", "consent"),
        ("issues", "document", "birth-certificate"),
        ("law", "law", "civil-act"),
        ("condition", "question", "married"),
    },
    (Kind.VARIANT, "register-birth/harbour"): {
        ("of", "service", "register-birth"),
        ("place", "place", "harbour"),
        ("organisation", "organisation", "town-hall"),
        ("requires", "document", "tax-receipt"),
        ("issues", "document", "medal"),
        ("condition", "place", "harbour"),
    },
    (Kind.LIFE_EVENT, "having-a-baby"): {
        ("question", "question", "married"),
        ("step", "service", "register-birth"),
        ("gives", "document", "birth-notice"),
        ("target_group", "target_group", "parents"),
        ("topic", "topic", "family"),
    },
}


@pytest.mark.parametrize("name", EXPECTED, ids=lambda name: "/".join(name))
def test_every_kind_names_what_it_names(name):
    facts = small_content().objects[name].facts
    assert set(list_references(*name, facts)) == EXPECTED[name]


def test_every_field_that_names_an_object_is_known():
    """A full life event, a checked service and a parent: the roles that the small country has no use for."""
    event = {
        "order": 1,
        "checked_by": "registry",
        "follow_ups": ["moving"],
        "instead": "mourning",
        "stages": [{"id": "now"}],
        "steps": [
            {
                "id": "pay",
                "stage": "now",
                "when": {"any": [{"within": "harbour"}, {"not": {"is": {"owner": "yes"}}}]},
                "due": {"id": "pay", "until": "2 weeks after event", "law": {"law": "tax-act", "article": "1"}},
            }
        ],
    }
    facts = entry(Kind.LIFE_EVENT, "buying", event).facts
    assert list_references(Kind.LIFE_EVENT, "buying", facts) == [
        ("checked_by", "organisation", "registry"),
        ("condition", "place", "harbour"),
        ("condition", "question", "owner"),
        ("follow_up", "life_event", "moving"),
        ("instead", "life_event", "mourning"),
        ("law", "law", "tax-act"),
    ]


def test_an_object_that_names_itself_is_no_reference():
    event = {"order": 1, "follow_ups": ["moving"], "stages": [{"id": "now"}], "steps": [{"id": "a", "stage": "now"}]}
    facts = entry(Kind.LIFE_EVENT, "moving", event).facts
    assert list_references(Kind.LIFE_EVENT, "moving", facts) == []


def test_words_mention_documents_and_services_by_placeholders():
    words = {"sections": {"who": "Bring {document.consent} and pay {fee.standard}; see {service.tax}."}}
    assert list_mentions(words) == [("mentions", "document", "consent"), ("mentions", "service", "tax")]
