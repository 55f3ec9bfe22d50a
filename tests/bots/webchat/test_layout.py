"""Replies on the portal's own page: its pages are links within it, and all else stays as the dialogue says it."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from bots.dialogue.reply import Button, Line, paragraph
from bots.webchat.layout import Page
from furniture.translations import Phrases


def page(public_address="https://services.example.org"):
    return Page(public_address, Phrases("en", NullTranslations()))


def line(text, **rest):
    return page().block(paragraph(Line(text, **rest)))["lines"][0]


def test_an_address_of_the_portal_is_a_link_in_words():
    told = line("https://services.example.org/en/services/register-birth?place=norvale")
    assert (told["text"], told["address"]) == ("Read the whole page", "/en/services/register-birth?place=norvale")


def test_an_address_elsewhere_is_shown_as_it_is():
    told = line("https://services.example.org.elsewhere.example/en/")
    assert told["text"] == told["address"] == "https://services.example.org.elsewhere.example/en/"


def test_words_that_lead_somewhere_keep_their_words_and_language():
    told = line("Inscrire un chien", language="fr", address="https://services.example.org/en/services/register-dog")
    assert told == {
        "text": "Inscrire un chien",
        "language": "fr",
        "direction": "ltr",
        "address": "/en/services/register-dog",
    }
    assert line("كلب", language="ar")["direction"] == "rtl"


@pytest.mark.parametrize(
    ("base", "leads"), [("https://example.org", "/en/"), ("https://example.org/door", "/door/en/")]
)
def test_a_portal_below_a_path_keeps_it(base, leads):
    assert page(base).button(Button("Home", address=f"{base}/en/"))["address"] == leads
