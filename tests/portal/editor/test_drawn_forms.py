"""The shipped content, drawn as forms and read back from the page: nothing is lost, everything is labelled."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from page import markup_faults
from sent_form import sent_by

from catalogue.facts import Kind, Variant
from catalogue.queries.choices import get_choices
from portal.editor.forms.changes import form_of_variant
from portal.editor.forms.describe import form_of
from portal.editor.forms.sent import Sent
from portal.editor.forms.view import FormView

pytestmark = pytest.mark.long


ALONE = (
    '{% from "components/facts_form.html" import fields %}<!doctype html><html lang="en"><head><title>x</title></head>'
    "<body><form>{{ fields(form, form.form, form.typed) }}</form></body></html>"
)


@pytest.fixture(scope="module")
def choices(shipped):
    with shipped.reading("en") as reading:
        return get_choices(reading)


def draw(app, view):
    """The form on a page of its own."""
    with app.test_request_context("/en/"):
        return app.jinja_env.from_string(ALONE).render(form=view)


def form_for(content, entry):
    if isinstance(entry.facts, Variant):
        service = content.objects[Kind.SERVICE, entry.key.partition("/")[0]].facts
        return form_of_variant(service, entry.facts.to_plain())
    return form_of(type(entry.facts))


def largest(content, kind, number):
    """The objects of a kind about which most is known."""
    entries = [entry for entry in content.list_entries() if entry.kind is kind]
    return sorted(entries, key=lambda entry: -len(str(entry.facts)))[:number]


def test_what_is_shown_and_sent_is_what_was_there(shipped_content):
    for entry in shipped_content.list_entries():
        form = form_for(shipped_content, entry)
        sent = Sent(list(form.write(form.show(entry.facts.to_plain()), "")))
        body = form.plain(form.read(sent, ""))
        assert sent.unknown() == []
        assert type(entry.facts).from_plain(body) == entry.facts, entry.key


@pytest.mark.parametrize("kind", Kind)
def test_what_is_drawn_and_sent_is_what_was_there(app, shipped_content, choices, kind):
    for entry in largest(shipped_content, kind, 4):
        form = form_for(shipped_content, entry)
        view = FormView(form, form.show(entry.facts.to_plain()), choices)
        page = BeautifulSoup(draw(app, view), "html.parser")
        sent = Sent(sent_by(page))
        body = form.plain(form.read(sent, ""))
        assert [name for name in sent.unknown() if name != "changes-new"] == []
        assert type(entry.facts).from_plain(body) == entry.facts, entry.key


@pytest.mark.parametrize("kind", Kind)
def test_a_form_is_valid_and_every_control_has_a_label(app, shipped_content, choices, kind):
    for entry in largest(shipped_content, kind, 1):
        form = form_for(shipped_content, entry)
        html = draw(app, FormView(form, form.show(entry.facts.to_plain()), choices))
        assert markup_faults(html) == []
        page = BeautifulSoup(html, "html5lib")
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(set(ids)) == len(ids), {id for id in ids if ids.count(id) > 1}
        for control in page.select("input:not([type=hidden]), select, textarea"):
            label = page.select_one(f'label[for="{control["id"]}"]')
            assert label.get_text(strip=True), control
        described = {id for tag in page.select("[aria-describedby]") for id in tag["aria-describedby"].split()}
        assert described <= set(ids)
        for group in page.select("fieldset"):
            assert group.legend.get_text(strip=True), group.get("id")
