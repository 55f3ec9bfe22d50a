"""Forms that no rule of endings leads to their word: broken plurals, strong verbs; one file a language.

Each line is a word and the forms that are found by it. A line may be one word only: then it is no form of another.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from catalogue.search.folding import fold, plain_text


@cache
def irregular_forms(language: str) -> dict[str, str]:
    """Return the folded word that each folded form belongs to, itself included; none when the language has no file."""
    file = files(__name__) / f"{language}.txt"
    if not file.is_file():
        return {}
    lines = (plain_text(line.partition("#")[0]).split() for line in file.read_text(encoding="utf-8").splitlines())
    return {fold(form): fold(line[0]) for line in lines if line for form in line}
