"""Words files as authors write them: forgiving where it is safe, exact where text could be lost."""

import pytest

from catalogue.facts.words import Section, Shape, Words
from catalogue.files.words_text import WordsFaults, read_words, write_words


def test_a_line_may_hold_whatever_people_write() -> None:
    words = read_words(
        "---\ntitle: Remarque : apportez l'acte\nsummary: {deadline} after birth # 5\nevent: - x: y\n"
        "aliases:\n- a: b\n- 'quoted'\n- {x}\n---\n"
    )
    assert words.sections == {
        "title": "Remarque : apportez l'acte",
        "summary": "{deadline} after birth # 5",
        "event": "- x: y",
        "aliases": ("a: b", "quoted", "{x}"),
    }


def test_a_line_may_go_on_below_itself() -> None:
    assert read_words("---\nsummary: one\n  two\n---\n").sections == {"summary": "one two"}


def test_texts_are_opened_by_their_key_and_keep_their_own_headings() -> None:
    words = read_words("---\ntitle: A\n---\n\n# who\n\nEveryone.\n\n## More\n\nYes.\n\n\n# next\nWait.\n")
    assert words.sections == {"title": "A", "who": "Everyone.\n\n## More\n\nYes.", "next": "Wait."}


def test_front_matter_may_be_missing() -> None:
    assert read_words("# local\n\nHere.\n").sections == {"local": "Here."}


def test_marks_of_translations_are_read() -> None:
    words = read_words("---\ntitle: A\nmade_from:\n  title: 0123abcd\nmachine: [title]\n---\n")
    assert words == Words({"title": "A"}, {"title": "0123abcd"}, frozenset({"title"}))


@pytest.mark.parametrize(
    ("text", "field", "remedy"),
    [
        ("---\ntitle: A\n---\nlost text\n", "text", "Open one"),
        ("# Who can\n\nEveryone.\n", "Who can", "begin with “##”"),
        ("# who\n\nA\n\n# who\n\nB\n", "who", "Keep one of them."),
        ("---\nwho: A\n---\n# who\n\nB\n", "who", "Keep one of them."),
        ("---\ntitle:\n  a: b\n---\n", "title", "Write text after the key."),
        ("---\ntitle: [A\n---\n", "line 3", "one “key: text” per line"),
        ("---\n- a\n---\n", "front matter", "one “key: text” per line"),
        ("---\nmade_from: [a]\n---\n", "made_from", "onedoor stamp"),
        ("---\nmachine: a\n---\n", "machine", "[title, summary]"),
    ],
)
def test_text_that_could_be_lost_is_a_fault(text: str, field: str, remedy: str) -> None:
    with pytest.raises(WordsFaults) as raised:
        read_words(text)
    assert [found for found, _, _ in raised.value.faults][:1] == [field]
    assert remedy in raised.value.faults[0][2]


def test_sections_are_written_in_their_order_and_where_they_belong() -> None:
    order = (Section("title"), Section("aliases", Shape.LIST), Section("who", Shape.TEXT), Section("fees.x"))
    words = Words({"who": "# not a section\n\\# nor this", "fees.x": "F", "title": "{x}: A", "aliases": ("a b", "c")})
    written = write_words(words, order)
    assert written == (
        "---\ntitle: '{x}: A'\naliases:\n- a b\n- c\nfees.x: F\n---\n\n# who\n\n\\# not a section\n\\\\# nor this\n"
    )
    assert read_words(written) == words


def test_what_the_facts_do_not_know_is_kept() -> None:
    words = Words({"title": "A", "old": "one\ntwo", "older": "line"}, {"old": "0123abcd"})
    assert read_words(write_words(words, (Section("title"),))) == words
