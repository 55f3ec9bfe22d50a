"""The furniture's languages: nothing stale, guessed, empty or broken, and everything refused that is."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from catalogue.languages import languages
from catalogue.settings import PROJECT
from portal import translations

FOLDER = PROJECT / "translations"


def test_the_template_holds_exactly_the_messages_of_code_and_templates():
    written = {message.id for message in translations.read(translations.template_file(FOLDER)) if message.id}
    used = {message.id for message in translations.extract(FOLDER) if message.id}
    assert written == used, "run: make translations"


def test_the_template_carries_no_line_numbers():
    assert "\n#: " not in translations.template_file(FOLDER).read_text(encoding="utf-8")


def a_fault(id, string, *, fuzzy: bool = False, language: str = "ar") -> list[str]:
    catalog = Catalog(language)
    message = catalog.add(id, string, flags={"fuzzy"} if fuzzy else ())
    return list(translations._faults_of(message, catalog.num_plurals))


@pytest.mark.parametrize(
    ("id", "string", "fault"),
    [
        ("Open", "", "translation is empty"),
        ("Open until %(time)s", "Ouvert", "placeholders differ"),
        ("Open until %(time)s", "Ouvert jusqu’à %(hour)s", "placeholders differ"),
        (("One", "%(num)s"), ("واحد", "اثنان"), "translation has 2 plural forms of 6"),
        (("One", "%(num)s"), ("", "", "", "", "", ""), "translation is empty"),
        (("One of %(x)s", "%(num)s of %(x)s"), ("%(x)s",) * 5 + ("%(num)s",), "placeholders differ"),
    ],
)
def test_a_broken_translation_is_named(id, string, fault):
    assert a_fault(id, string) == [fault]


@pytest.mark.parametrize(
    ("language", "id", "string", "faults"),
    [
        ("fr", "For whom?", "Pour qui ?", 1),
        ("fr", "For whom?", "Pour qui\u202f?", 0),
        ("fr", "Place: %(name)s", "Lieu : %(name)s", 1),
        ("fr", "Place: %(name)s", "Lieu\u00a0: %(name)s", 0),
        ("fr", ("One?", "%(num)s?"), ("Un\u202f?", "%(num)s ?"), 1),
        ("es", "Place: %(name)s", "Lugar : %(name)s", 0),
    ],
)
def test_a_sign_before_which_a_line_may_break_is_named_and_bringing_up_to_date_mends_it(language, id, string, faults):
    message = Catalog(language).add(id, string)
    assert len(list(translations._faults_of_spaces(message, language))) == faults
    message.string = translations._set(string, language)
    assert list(translations._faults_of_spaces(message, language)) == []


def test_a_guess_is_named():
    assert a_fault("Open", "مفتوح", fuzzy=True) == ["translation is a guess"]


@pytest.mark.parametrize(
    ("id", "string"),
    [
        ("Open until %(time)s", "مفتوح حتى %(time)s"),
        (("One", "%(num)s"), ("لا", "واحد", "اثنان", "%(num)s", "%(num)s", "%(num)s")),
    ],
)
def test_a_sound_translation_is_left_alone(id, string):
    assert a_fault(id, string) == []


@pytest.mark.long
def test_bringing_up_to_date_keeps_what_is_translated_and_compiling_makes_it_readable(tmp_path):
    (tmp_path / "babel.cfg").write_text((FOLDER / "babel.cfg").read_text())
    translations.write_all(tmp_path)
    file = translations.catalogue_file(tmp_path, "fr")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('msgid "Accessibility"\nmsgstr ""', 'msgid "Accessibility"\nmsgstr "Accessibilité"'))
    translations.write_all(tmp_path)
    assert 'msgstr "Accessibilité"' in file.read_text(encoding="utf-8")
    once = {path: path.read_bytes() for path in tmp_path.rglob("*.po*")}
    translations.write_all(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.po*")} == once
    translations.compile_all(tmp_path)
    assert "Accessibilité".encode() in file.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("language", languages())
def test_a_language_is_complete_and_sound(language):
    assert list(translations.faults(FOLDER, language)) == []
