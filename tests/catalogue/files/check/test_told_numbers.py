"""Numbers in words: a translation that says another number is named, and other ways to write the same are not."""

import pytest
from planted_content import Planted

SOURCE = "services/register-birth/en.md"
FRENCH = "services/register-birth/fr.md"
WHO = "Either parent of a child born in the country."


@pytest.mark.parametrize(
    ("source", "said", "problem"),
    [
        ("From 16 years on.", "Dès 18 ans.", "It says “18” where the source says “16”."),
        ("From 16 years on.", "Dès 16 ans.", None),
        ("From sixteen years on.", "Dès 16 ans.", None),
        ("Up to 15,000 euros.", "Jusqu’à 15 000 euros.", None),
        ("Up to 15,000 euros.", "Jusqu’à 15 mille euros.", None),
        ("Up to 15,000 euros.", "Jusqu’à 16 000 euros.", "It says “16000” where the source says “15000”."),
        ("Take tram 4 before 17:00.", "Prenez le tram 4 avant 17 h 00.", None),
    ],
)
def test_numbers_of_a_translation(planted: Planted, source: str, said: str, problem: str | None) -> None:
    planted.edit(SOURCE, WHO, source)
    planted.edit(FRENCH, WHO, said)
    found = [(one.path, one.field, one.problem) for one in planted.problems()]
    assert found == ([(FRENCH, "who", problem)] if problem else [])
