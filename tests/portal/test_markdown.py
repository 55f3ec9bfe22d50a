"""Phone numbers in the Markdown of content stay whole in text of either direction; raw HTML stays out."""

from __future__ import annotations

import pytest

from portal.markdown import counts_steps, markdown


@pytest.mark.parametrize("phone", ["+999 555 0199", "+999 20 123 456", "+1 555-0199"])
def test_a_phone_number_runs_left_to_right_among_arabic_words(phone):
    html = markdown(f"اتصلوا بالرقم {phone}، أو اكتبوا إلينا.")
    assert html == f'<p>اتصلوا بالرقم <bdi dir="ltr" class="whole">{phone}</bdi>، أو اكتبوا إلينا.</p>\n'


def test_a_phone_number_is_kept_whole_in_lists_links_and_bold_words():
    phone = '<bdi dir="ltr" class="whole">+999 555 0199</bdi>'
    html = markdown("- **Call +999 555 0199**\n- [+999 555 0199](tel:+9995550199)")
    assert f"<strong>Call {phone}</strong>" in html
    assert 'href="tel:+9995550199"' in html
    assert f">{phone}</a>" in html


@pytest.mark.parametrize("text", ["2 + 2 = 4", "+5 %", "from 100 to 200", "AP 40", "10 000 000"])
def test_other_numbers_are_left_as_they_are(text):
    assert markdown(text) == f"<p>{text}</p>\n"


def test_content_cannot_write_such_a_mark_itself():
    assert "<bdi" not in markdown('<bdi dir="rtl" class="hero">x</bdi> & "y"')


@pytest.mark.parametrize(
    ("text", "counts"),
    [("1. Come\n2. Sign", True), ("Come.\n\n1. Sign", True), ("- Come", False), ("Come on 1. May", False)],
)
def test_steps_are_counted_once(text, counts):
    assert counts_steps(text) is counts
