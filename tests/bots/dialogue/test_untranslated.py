"""Words that are not translated come in the source language, and every answer that has such words says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pressing import text

from bots.dialogue.answers import offices
from bots.dialogue.life_events import at_hand
from catalogue.read_models.text import Freshness, Text

NOTE = "Cette partie n’est pas encore traduite. Langue affichée : English."


def test_an_office_whose_title_is_not_translated(a_turn, monkeypatch):
    read = offices.get_office

    def in_english(reading, id):
        return replace(read(reading, id), title=Text("Norvale centre", "en", Freshness.MISSING))

    with a_turn("fr") as turn:
        assert NOTE not in text(offices.office(turn, ("onedoor-norvale",)))
        monkeypatch.setattr(offices, "get_office", in_english)
        assert NOTE in text(offices.office(turn, ("onedoor-norvale",)))


@pytest.mark.parametrize("section", ["title", "summary"])
def test_a_life_event_that_is_not_translated(section, talk, monkeypatch):
    read = at_hand.get_pathway

    def in_english(reading, key):
        pathway = read(reading, key)
        sections = {**pathway.wording.sections, section: Text("Moving", "en", Freshness.MISSING)}
        return replace(pathway, wording=replace(pathway.wording, sections=sections))

    assert NOTE not in talk("fr").press("event:moving-home").text
    monkeypatch.setattr(at_hand, "get_pathway", in_english)
    assert NOTE in talk("fr").press("event:moving-home").text
