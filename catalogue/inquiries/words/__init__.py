"""What mails about cases say, and how answers may begin, in every language: a file in this folder per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class MailWords:
    """Subject and text of a mail, with `{number}`, `{portal}`, `{promised}` and, at its end, `{link}`."""

    subject: str
    text: str


@dataclass(frozen=True)
class CaseWords:
    """The words of one language."""

    mails: Mapping[str, MailWords]
    ending: str
    """What stands under every mail."""
    templates: Mapping[str, str]
    """Beginnings of answers, by what they are for."""


@cache
def case_words(language: str) -> CaseWords:
    """Return the words of a language. Raises `FileNotFoundError` for one that has none."""
    said = yaml.safe_load(files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    mails = {about: MailWords(**words) for about, words in said["mails"].items() if about != "ending"}
    return CaseWords(mails, said["mails"]["ending"], said["templates"])
