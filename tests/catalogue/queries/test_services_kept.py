"""What a service's page is made from is remembered within a bound, and never beyond a change of the catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.errors import NotFound
from catalogue.queries import services
from catalogue.queries.services import get_service


def ask(catalogue, key="register-birth", language="en", **how):
    with catalogue.reading(language, **how) as reading:
        return get_service(reading, key)


def test_another_place_or_day_asks_the_database_only_whether_the_catalogue_changed(catalogue, count_queries):
    ask(catalogue)
    with count_queries(catalogue.engine) as queries:
        ask(catalogue, place="harbour", as_of=date(2026, 1, 1))
    assert queries.count == 1


def test_each_language_is_remembered_apart(catalogue):
    english, french = ask(catalogue), ask(catalogue, language="fr")
    assert (ask(catalogue).title, ask(catalogue, language="fr").title) == (english.title, french.title)
    assert english.title != french.title


def test_no_more_services_are_remembered_than_the_bound(catalogue, count_queries, monkeypatch):
    monkeypatch.setattr(services, "SERVICES_KEPT", 1)
    ask(catalogue)
    ask(catalogue, language="fr")
    with count_queries(catalogue.engine) as queries:
        ask(catalogue)
    assert queries.count == 3


def test_what_does_not_exist_is_asked_for_anew(catalogue):
    for _ in range(2):
        with pytest.raises(NotFound):
            ask(catalogue, "no-such-service")
