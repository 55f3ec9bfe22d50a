"""The spaces beside signs: as each language sets them, in sentences and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.languages import languages
from catalogue.languages.typography import with_its_spaces

NARROW, WIDE = "\u202f", "\u00a0"


def seen(text: str) -> str:
    """Show the spaces at which no line breaks: `_` the narrow one, `~` the other."""
    return text.replace(NARROW, "_").replace(WIDE, "~")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Êtes-vous marié ?", "Êtes-vous marié_?"),
        ("C’est gratuit ! Venez ; attendez.", "C’est gratuit_! Venez_; attendez."),
        ("Pièces : passeport", "Pièces~: passeport"),
        ("Le document « Acte de naissance » suffit.", "Le document «~Acte de naissance~» suffit."),
        ("« Qui ? » : la question", "«~Qui_?~»~: la question"),
        ("Quoi ?! Vraiment ?", "Quoi_?! Vraiment_?"),
        ("40 % de 20 €", "40~% de 20~€"),
        ("**Attention :** un délai", "**Attention~:** un délai"),
        ("- Qui ?\n- Combien :\n", "- Qui_?\n- Combien~:\n"),
        ("{fee.standard} : payer ; {document.consent} ?", "{fee.standard}~: payer_; {document.consent}_?"),
        ("%(field)s : %(value)s", "%(field)s~: %(value)s"),
        ("[Que faire ?](https://a.example/)", "[Que faire_?](https://a.example/)"),
        # The wrong one of the two.
        (f"Qui{WIDE}? Voici{NARROW}: moi", "Qui_? Voici~: moi"),
        ("Qui\u2009?", "Qui_?"),
        ("Qui  ?", "Qui_?"),
    ],
)  # fmt: skip
def test_french_signs_stand_off_and_stay_on_their_line(typed, kept):
    assert seen(with_its_spaces(typed, "fr")) == kept


@pytest.mark.parametrize(
    "text",
    [
        "De 8:30 à 12:00.",
        "Qui? Moi: rien.",
        "Voir https://a.example/?q=1;b ou mailto:a@b.example.",
        "[Ici](https://a.example/?x=a ;b \"Titre : rien\")",
        "`a : b ? c` et\n```\nsi a : b ?\n```",
        '<a href="/x ?y" title="a : b">Ici</a>',
        "| Nom | Prix |\n| :--- | ---: |\n",
        "Une image ![de face](a.png) ici",
        "Un code :abc et :8080",
        "? au début",
        "Une ligne\n: la suite",
        "{ x : y }",
    ],
)  # fmt: skip
def test_what_is_no_sentence_stays_as_it_is(text):
    assert with_its_spaces(text, "fr") == text


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("es", "El 40 % de 20 €: ¿cuánto ?", "El 40~% de 20~€: ¿cuánto ?"),
        ("ru", "Форма № 5, 40 % и 20 €", "Форма №~5, 40~% и 20~€"),
        ("en", "Why ? 40 % « so »", "Why ? 40 % « so »"),
        ("zh", "为什么 ? « 这 »", "为什么 ? « 这 »"),
        ("ar", "لماذا ؟ « هنا »", "لماذا ؟ « هنا »"),
        ("xx", "Qui ?", "Qui ?"),
    ],
)
def test_each_language_has_its_own_signs(code, typed, kept):
    assert seen(with_its_spaces(typed, code)) == kept


@pytest.mark.parametrize("code", languages())
def test_the_code_of_a_form_stays_on_one_line(code):
    assert seen(with_its_spaces("AP 40, `AP 40`, NTO 30", code)) == "AP~40, `AP 40`, NTO~30"
    assert with_its_spaces("In EUR, A 4, ABCDE 4, 40 AP", code) == "In EUR, A 4, ABCDE 4, 40 AP"


LETTERS = 'abAP8 \u00a0\u202f\u2009\n\t;:?!«»%€№—`<>(){}[]|-/\\"*s'
texts = st.one_of(st.text(LETTERS), st.text())


@given(code=st.sampled_from(sorted(languages())), text=texts)
def test_only_spaces_change_and_doing_it_twice_does_nothing_more(code, text):
    once = with_its_spaces(text, code)
    assert "".join(once.split()) == "".join(text.split())
    assert len(once.split("\n")) == len(text.split("\n"))
    assert with_its_spaces(once, code) == once


@pytest.mark.parametrize("code", languages())
def test_a_sign_stands_off_by_a_space_at_which_no_line_breaks(code):
    language = languages()[code]
    assert {*language.space_before.values(), *language.space_after.values()} <= {NARROW, WIDE}
