"""The canonical YAML means to every YAML reader what it was written from."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalogue.files.yaml_text import Fault, read_yaml, write_yaml

scalars = st.text(st.characters(exclude_categories=("Cs",)), min_size=1) | st.sampled_from(
    [
        "no",
        "12:30",
        "a: b",
        "a #b",
        "- x",
        "{fee.a} is due",
        "'",
        '"x"',
        "?",
        ":",
        "-",
        "---",
        "\u2028",
        "\ufeff",
        "\x85",
    ]
)
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3),
    max_leaves=8,
).filter(lambda document: isinstance(document, dict | list))


@given(documents)
def test_every_reader_reads_what_was_written(document) -> None:
    written = write_yaml(document)
    assert read_yaml(written) == document
    assert yaml.load(written, yaml.BaseLoader) == document  # noqa: S506


def test_every_value_is_text_and_an_empty_one_is_none() -> None:
    assert read_yaml("a: no\nb: 12:30\nc:\nd: ''\ne: [1, 2.50]") == {
        "a": "no",
        "b": "12:30",
        "c": None,
        "d": "",
        "e": ["1", "2.50"],
    }


def test_quotes_only_where_yaml_demands_them() -> None:
    plain = {"a": "no", "b": "12:30", "c": "it's {x}", "d": "10 working-days", "e": "+999 20", "f": "14–19"}
    assert write_yaml(plain) == "a: no\nb: 12:30\nc: it's {x}\nd: 10 working-days\ne: +999 20\nf: 14–19\n"
    assert write_yaml({"a": "{fee.x} is due", "b": "x: y"}) == "a: '{fee.x} is due'\nb: 'x: y'\n"


def test_lists_of_short_words_stand_on_one_line_and_long_lines_are_never_folded() -> None:
    assert write_yaml({"days": ["monday", "tuesday"], "post": ["1 Quay Street", "x"]}) == (
        "days: [monday, tuesday]\npost:\n- 1 Quay Street\n- x\n"
    )
    assert write_yaml({"note": "word " * 100 + "end"}).count("\n") == 1


def test_a_key_that_comes_twice_is_a_fault_with_its_line() -> None:
    with pytest.raises(Fault) as fault:
        read_yaml("a: 1\nb: {c: 1, c: 2}\n")
    assert (fault.value.line, "twice" in fault.value.message) == (2, True)


def test_what_is_no_yaml_is_a_fault_with_its_line() -> None:
    with pytest.raises(Fault) as fault:
        read_yaml("a: 1\nb: [1\n")
    assert fault.value.line in {2, 3}
