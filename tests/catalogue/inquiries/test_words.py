"""Every language has all the words of cases, with the same placeholders."""

from __future__ import annotations

from string import Formatter

import pytest

from catalogue.inquiries.words import case_words
from catalogue.languages import languages
from catalogue.languages.typography import with_its_spaces


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", list(languages()))
def test_a_language_says_all_that_english_does(code):
    ours, english = case_words(code), case_words("en")
    assert list(ours.mails) == list(english.mails) == ["receipt", "late", "answer", "reopened"]
    assert list(ours.templates) == list(english.templates)
    for about, mail in ours.mails.items():
        assert placeholders(mail.subject) == {"number"}
        assert placeholders(mail.text) == placeholders(english.mails[about].text)
    assert placeholders(ours.ending) == {"link"}
    if code != "en":
        assert all(ours.templates[name] != text for name, text in english.templates.items())


@pytest.mark.parametrize("code", list(languages()))
def test_no_line_of_a_mail_begins_with_a_sign(code):
    words = case_words(code)
    texts = [words.ending, *words.templates.values()]
    texts += [text for mail in words.mails.values() for text in (mail.subject, mail.text)]
    assert [text for text in texts if with_its_spaces(text, code) != text] == []
