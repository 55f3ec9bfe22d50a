"""The glossary of a language: which words it finds in a text, and which it leaves alone."""

import pytest

from catalogue.translating.glossary import Glossary, Term


def glossary(language: str, say: str, *avoid: str, forms: tuple[str, ...] = ()) -> Glossary:
    return Glossary(language, {"term": Term(say=say, forms=forms, avoid=avoid)})


def written(used: Glossary, text: str) -> list[str]:
    return [slip.written for slip in used.find_slips(text)]


@pytest.mark.parametrize(
    ("language", "avoid", "text", "found"),
    [
        ("en", "ID card", "Bring your ID card, or an ID\u00a0card of a friend.", ["ID card", "ID\u00a0card"]),
        ("en", "driver's licence", "A Driver’s licence will do.", ["Driver’s licence"]),
        ("fr", "certificat* de naissance", "Des certificats de naissance.", ["certificats de naissance"]),
        ("ru", "справк* о смерти", "Принесите справку о смерти.", ["справку о смерти"]),
        ("ar", "شهادة ولادة", "أحضروا وشهادة ولادة.", ["وشهادة ولادة"]),
        ("zh", "出生证书", "请带出生证书来。", ["出生证书"]),
    ],
)
def test_what_is_found(language, avoid, text, found):
    assert written(glossary(language, "x", avoid), text) == found


@pytest.mark.parametrize(
    ("avoid", "text"),
    [
        ("will", "I am willing, and {document.will} is at https://example.org/will or in free-will."),
        ("TIN", "Bring a tin of paint."),
        ("rental contract", "Rental or contract."),
        ("certificat* de naissance", "Le certificat et l’acte de naissance."),
    ],
)
def test_what_is_left_alone(avoid, text):
    assert written(glossary("en", "x", avoid), text) == []


def test_a_word_that_is_part_of_a_term_is_no_slip():
    used = glossary("en", "medical certificate of death", "certificate of death", forms=("certificates of death note",))
    text = "The medical certificate of death, not the certificate of death."
    assert [slip.at for slip in used.find_slips(text)] == [text.rindex("certificate")]


def test_a_slip_says_where_it_is_and_what_to_say():
    (slip,) = glossary("en", "town hall", "city hall").find_slips("Go to the city hall.")
    assert (slip.at, slip.written, slip.say) == (10, "city hall", "town hall")
