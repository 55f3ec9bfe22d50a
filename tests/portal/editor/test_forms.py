"""The engine of the forms: whatever may be written goes through a form unchanged; every field and rule has words."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from generated_facts import facts as generated
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from catalogue.facts import FACTS_OF_KIND, Kind, Service, Variant
from catalogue.facts.base import Facts
from catalogue.facts.merge import national_value, part_type
from catalogue.facts.variant import PART_LISTS
from catalogue.settings import PROJECT
from portal.editor.forms.changes import form_of_variant
from portal.editor.forms.conditions import DEEPEST, Rule
from portal.editor.forms.describe import form_of
from portal.editor.forms.faults import OF_PATTERNS, OF_RULES
from portal.editor.forms.groups import Group, Many
from portal.editor.forms.hints import HINTS, hint_of
from portal.editor.forms.labels import LABELS, label_of
from portal.editor.forms.rows import NoSuchButton, give_ids, press
from portal.editor.forms.sent import Sent
from portal.editor.forms.shapes import ABSENT

KINDS_WITH_FORMS = [kind for kind in Kind if kind is not Kind.VARIANT]


def through(form: Group, plain: dict[str, Any]) -> dict[str, Any]:
    """What comes back of facts that were shown in a form and sent."""
    sent = Sent(list(form.write(form.show(plain), "")))
    body = form.plain(form.read(sent, ""))
    assert sent.unknown() == []
    return body


def without_empty(value: Any) -> Any:
    """The same facts without texts of no letters and without choices named twice, which no form can hold."""
    match value:
        case dict():
            return {key: without_empty(inner) for key, inner in value.items() if inner not in ("", [""])}
        case list():
            inner = [without_empty(each) for each in value if each != ""]
            return list(dict.fromkeys(inner)) if all(isinstance(each, str | int) for each in inner) else inner
    return value


def sound(model: type[Facts], facts: Facts) -> Facts:
    """Facts that a form can hold; others are nobody's case."""
    try:
        return model.from_plain(without_empty(facts.to_plain()))
    except ValidationError:
        assume(False)
        raise


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS_WITH_FORMS)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_may_be_written_goes_through_a_form(kind, data):
    model = FACTS_OF_KIND[kind]
    facts = sound(model, data.draw(generated(model)))
    assert model.from_plain(through(form_of(model), facts.to_plain())) == facts


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_place_changes_goes_through_a_form(data):
    service = sound(Service, data.draw(generated(Service)))
    changes = []
    for name in PART_LISTS:
        for part in getattr(service, name):
            match data.draw(st.sampled_from(["keep", "remove", "replace"])):
                case "remove":
                    changes.append({"remove": f"{name}.{part.id}", "national": {"id": "then"}})
                case "replace":
                    other = without_empty(data.draw(generated(part_type(name))).to_plain())
                    chosen = data.draw(st.sets(st.sampled_from(sorted(other)))) - {"id"}
                    change = {"replace": f"{name}.{part.id}", "with": {field: other[field] for field in chosen}}
                    try:
                        part_type(name).from_plain({**part.to_plain(), **change["with"]})
                        change["national"] = national_value(
                            service, Variant.from_plain({"changes": [{**change, "national": {}}]}).changes[0]
                        )
                    except ValidationError:
                        continue
                    changes.append(change)
    variant = Variant.from_plain({"changes": changes})
    plain = variant.to_plain()
    assert Variant.from_plain(through(form_of_variant(service, plain), plain)) == variant


def models_of(form: Group) -> set[type[Facts]]:
    """Every model that a form asks for, at any depth."""
    found = {form.model}
    for field in form.fields:
        shape = field.shape.item if isinstance(field.shape, Many) else field.shape
        if isinstance(shape, Group):
            found |= models_of(shape)
    return found


def every_model() -> set[type[Facts]]:
    models = {model for kind in KINDS_WITH_FORMS for model in models_of(form_of(FACTS_OF_KIND[kind]))}
    return models | {Variant}


@pytest.mark.parametrize(
    "model", sorted(every_model(), key=lambda model: model.__name__), ids=lambda model: model.__name__
)
def test_every_field_has_a_label(model):
    for name, info in model.model_fields.items():
        assert label_of(model, info.alias or name)


def test_no_label_and_no_hint_is_left_over():
    for table in (LABELS, HINTS):
        for model, named in table.items():
            known = {info.alias or name for name, info in model.model_fields.items()}
            assert set(named) <= known, model
    assert hint_of(Service, "organisation") is None


def test_every_rule_of_the_models_has_a_sentence():
    messages = []
    for file in Path(PROJECT / "catalogue" / "facts").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Raise)
                and isinstance(node.exc, ast.Call)
                and ast.unparse(node.exc.func) == "ValueError"
            ):
                texts = [part.value for part in ast.walk(node.exc) if isinstance(part, ast.Constant)]
                messages.append((file.name, "".join(str(text) for text in texts)))
    assert len(messages) > 15
    for file, message in messages:
        # Spans and offsets are refused as phrases, whatever their parser says; the reader of moments raises anew.
        of_phrase = file == "base.py" and message in ("", "“” is not ")
        assert of_phrase or any(piece in message for piece in OF_RULES), message


def test_every_pattern_of_the_models_has_a_sentence():
    from catalogue.facts.base import Address, CurrencyCode, Id, Mail, Phone
    from catalogue.facts.place import MonthDay
    from catalogue.facts.service import ServiceCode

    for kind in (Address, CurrencyCode, Id, Mail, Phone, MonthDay, ServiceCode):
        assert kind.__metadata__[0].pattern in OF_PATTERNS


def test_a_condition_keeps_what_it_combines():
    test = Rule()
    before = test.show({"within": "harbour"})
    sent = Sent([*test.write({**before, "test": "all"}, "when"), ("when-place", "harbour")])
    typed = test.read(sent, "when")
    assert typed["test"] == "all"
    assert test.plain(typed) == {"all": [{"within": "harbour"}]}


def test_conditions_end_somewhere():
    name = "when" + "-parts-0" * (DEEPEST + 5)
    pairs = [("when" + "-parts-0" * depth + "-test", "not") for depth in range(DEEPEST + 5)]
    sent = Sent([*pairs, (f"{name}-test", "within"), (f"{name}-place", "x")])
    Rule().read(sent, "when")
    assert sent.unknown()


def test_new_parts_get_ids_that_were_never_used():
    form = form_of(Service)
    typed = form.show({"channels": [{"id": "office", "kind": "office"}]})
    for _ in range(2):
        press(form, typed, "add:channels")
        typed["channels"][-1]["kind"] = "office"
    press(form, typed, "add:requirements")
    typed["requirements"][0]["document"] = "passport"
    give_ids(form, typed, {"channels": {"office-2"}, "requirements": {"passport"}})
    assert [row["id"] for row in typed["channels"]] == ["office", "office-3", "office-4"]
    assert typed["requirements"][0]["id"] == "passport-2"


@pytest.mark.parametrize(
    "button", ["add:channels-0", "up:channels-9", "remove:x-1", "add:", "nonsense", "down:channels--1"]
)
def test_buttons_that_are_not_there(button):
    form = form_of(Service)
    with pytest.raises(NoSuchButton):
        press(form, form.show({"channels": [{"id": "office", "kind": "office"}]}), button)


def test_what_is_not_there_is_not_there():
    assert not ABSENT
    assert form_of(Service).plain(form_of(Service).show({})) == {}
