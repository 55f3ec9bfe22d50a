"""The form of a variant: each change shows the national part with the place's values, and keeps what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from pydantic import ValidationError

from catalogue.facts import Service, Variant
from catalogue.facts.merge import part_type, stale_changes
from catalogue.facts.variant import PART_LISTS
from portal.editor.forms.describe import form_of
from portal.editor.forms.groups import Field, Group, Many, inside
from portal.editor.forms.sent import Sent
from portal.editor.forms.shapes import ABSENT, Location, Shape

VERBS = ("replace", "add", "remove")
Plain = dict[str, Any]


def part_name(change: Plain) -> str:
    """Return the verb, and the part or the list, of a change in its plain form: `replace fees.standard`."""
    verb = next((verb for verb in VERBS if change.get(verb)), "")
    if verb == "add":
        return f"add {change['add']}.{(change.get('with') or {}).get('id', '')}"
    return f"{verb} {change.get(verb, '')}"


@dataclass(frozen=True, eq=False)
class Changed(Shape):
    """One change of a national part. What the place changed, and the national value it knew, are the draft's own."""

    control: ClassVar[str] = "change"
    national: Mapping[str, Mapping[str, Plain]]
    """By list and id: the parts of the national service in their plain form."""
    known: Mapping[str, Plain] = field(default_factory=dict)
    """By `part_name`: the changes of the draft, or of the edition in force."""
    stale: frozenset[str] = frozenset()
    """Which of them remember a national value that is not the national value any more."""

    def group(self, list_name: str) -> Group:
        """Return the form of the parts of a list."""
        return form_of(part_type(list_name))

    def begin(self, chosen: str) -> Plain | None:
        """Return a new row for `replace:fees.standard`, `remove:fees.standard` or `add:fees`; None otherwise."""
        verb, _, part = chosen.partition(":")
        name, _, key = part.partition(".")
        if verb not in VERBS or name not in PART_LISTS or (verb != "add" and key not in self.national.get(name, {})):
            return None
        return self.show({verb: part} if verb != "add" else {"add": name, "with": {}})

    def show(self, plain: Any) -> Plain:
        plain = {} if plain is ABSENT else plain
        verb, _, part = part_name(plain).partition(" ")
        name, _, key = part.partition(".")
        fields: Plain = {}
        if verb in ("replace", "add") and name in PART_LISTS:
            fields = self.group(name).show({**self._overlaid(name, key, plain), "id": key})
        return {"verb": verb, "list": name, "key": key, "fields": fields, "seen": False}

    def read(self, sent: Sent, name: str) -> Plain:
        verb, list_name = sent.text(inside(name, "verb")), sent.text(inside(name, "list"))
        typed = {"verb": verb, "list": list_name, "key": sent.text(inside(name, "key")), "fields": {}}
        typed["seen"] = sent.text(inside(name, "seen")) != ""
        if verb in ("replace", "add") and list_name in PART_LISTS:
            typed["fields"] = self.group(list_name).read(sent, inside(name, "fields"))
        return typed

    def write(self, typed: Plain, name: str) -> Iterator[tuple[str, str]]:
        yield from ((inside(name, control), typed[control]) for control in ("verb", "list", "key"))
        if typed["seen"]:
            yield inside(name, "seen"), "yes"
        if typed["fields"]:
            yield from self.group(typed["list"]).write(typed["fields"], inside(name, "fields"))

    def plain(self, typed: Plain) -> Plain:
        verb, name = typed["verb"], typed["list"]
        if verb not in VERBS or name not in PART_LISTS:
            return {}
        if verb == "add":
            return {"add": name, "with": self.group(name).plain(typed["fields"])}
        part = f"{name}.{typed['key']}"
        known = self.known.get(f"{verb} {part}", {})
        national = {key: value for key, value in self._national(name, typed["key"]).items() if key != "id"}
        if verb == "remove":
            remembers = "national" in known and not typed["seen"]
            return {"remove": part, "national": known["national"] if remembers else national}
        fields = self._differences(typed, known.get("with") or {})
        before = {} if typed["seen"] else known
        if set(fields) == set(before.get("with") or {}):
            remembered = before.get("national") or {}
        else:
            known_then = before.get("national") or {}
            since = {key: known_then.get(key) for key in before.get("with") or {}}
            remembered = {key: value for key in fields if (value := since.get(key, national.get(key))) is not None}
        return {"replace": part, "with": fields, "national": remembered}

    def locate(self, typed: Plain, name: str, location: Location) -> str:
        if location and location[0] == "with" and typed["fields"]:
            return self.group(typed["list"]).locate(typed["fields"], inside(name, "fields"), location[1:])
        return name

    def descend(self, typed: Plain, step: str) -> tuple[Shape, Any]:
        if step != "fields" or not typed["fields"]:
            raise KeyError(step)
        return self.group(typed["list"]), typed["fields"]

    def is_stale(self, typed: Plain) -> bool:
        """Tell whether the national value is another than the one that the change remembers."""
        return f"{typed['verb']} {typed['list']}.{typed['key']}" in self.stale

    def _national(self, name: str, key: str) -> Plain:
        return dict(self.national.get(name, {}).get(key, {}))

    def _overlaid(self, name: str, key: str, change: Plain) -> Plain:
        fields = change.get("with") or {}
        national = self._national(name, key) if change.get("replace") else {}
        return {field: value for field, value in {**national, **fields}.items() if value is not None}

    def _differences(self, typed: Plain, before: Plain) -> Plain:
        """Return the fields in which the place differs: those of before where they are as they were."""
        name, key = typed["list"], typed["key"]
        group = self.group(name)
        now = self._canonical(name, {**group.plain(typed["fields"]), "id": key})
        then = self._canonical(name, {**self._overlaid(name, key, {"replace": name, "with": before}), "id": key})
        national = self._canonical(name, self._national(name, key))
        differences: Plain = {}
        for one in group.fields:
            value = now.get(one.name)
            if one.name == "id":
                continue
            if one.name in before and value == then.get(one.name):
                differences[one.name] = before[one.name]
            elif value != national.get(one.name):
                given = value if value is not None else None if one.default is ABSENT else one.default
                differences[one.name] = given
        return differences

    def _canonical(self, name: str, plain: Plain) -> Plain:
        given = {field: value for field, value in plain.items() if value is not None}
        try:
            return part_type(name).from_plain(given).to_plain()
        except ValidationError:
            return self.group(name).plain(self.group(name).show(given))


def form_of_variant(service: Service, known: Plain) -> Group:
    """Return the form of a variant of a service; `known` are the facts of its draft, or of the edition in force."""
    national = {name: {part.id: part.to_plain() for part in getattr(service, name)} for name in PART_LISTS}
    changes = {part_name(change): change for change in known.get("changes") or () if isinstance(change, dict)}
    plain = form_of(Variant, but_for="changes")
    return replace(
        plain,
        fields=(
            *plain.fields,
            Field("changes", Many(Changed(national, changes, _stale(service, known))), required=False),
        ),
    )


def _stale(service: Service, known: Plain) -> frozenset[str]:
    try:
        variant = Variant.from_plain(known)
    except ValidationError:
        # A draft that is not sound is looked at again when it is.
        return frozenset()
    plain = variant.to_plain().get("changes", [])
    return frozenset(part_name(plain[stale.change]) for stale in stale_changes(service, variant))
