"""No line of a page begins with a sign that a template sets between two things."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment

from portal.separators import Separators

A_LINE_MAY_BEGIN = re.compile(r"[ \n](?:<[a-z][^<>]*>)*[·—/][ \n<]")


def said(template: str, **values: object) -> str:
    written = Environment(extensions=[Separators], autoescape=True).from_string(template).render(**values)
    return written.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ a }} · {{ b }}", "x~· y · z"),
        ("{% for each in [1, 2] %}{{ each }}{% if not loop.last %} / {% endif %}{% endfor %}", "1~/ 2"),
        ('{{ a }} <span class="soft">· {{ b }}</span>', 'x~<span class="soft">· y · z</span>'),
        ("{{ a }} —\n{{ b }}", "x~—\ny · z"),
        ("<a href='/x /y'>1</a> · <a href='/a'>2</a><br />", "<a href='/x /y'>1</a>~· <a href='/a'>2</a><br />"),
        # What is filled in is somebody's words, and comes back from a field as it went there.
        ("<input value='{{ b }}'>", "<input value='y · z'>"),
        ("{{ 6 / 3 }} {{ a ~ ' · ' }}", "2.0 x · "),
    ],
)  # fmt: skip
def test_a_separator_stays_on_the_line_of_what_is_before_it(template, shown):
    assert said(template, a="x", b="y · z") == shown


def test_a_page_begins_no_line_with_one(page):
    answer = page.client.get("/en/life-events/having-a-baby/plan?married=no")
    assert "\u00a0· " in answer.text
    assert A_LINE_MAY_BEGIN.findall(answer.text) == []
