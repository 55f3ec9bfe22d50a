"""Who works on the small country in tests of drafts and reviews, and the acts in short."""

from __future__ import annotations

from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import lock_of

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.publish_draft import publish_drafts
from catalogue.commands.return_draft import return_draft
from catalogue.commands.submit import submit
from catalogue.facts import Kind
from catalogue.rights import Grant, Person, Role

KEY = "register-birth"


def a_person(name, *roles, **within):
    """Somebody with roles everywhere, or within an organisation, a place or a language."""
    grants = tuple(Grant(role, **within) for role in roles or (Role.EDITOR, Role.REVIEWER))
    return Person(sum(map(ord, name)), f"{name}@example.org", name.title(), grants, "en")


ADA, BOB, CEM = a_person("ada"), a_person("bob"), a_person("cem")


def says(**sections):
    return {"sections": {**SERVICE_SECTIONS, **sections}}


def costs(amount, **more):
    """The facts of the service with another fee from next year on."""
    standard = SERVICE["fees"][0]
    amounts = [*standard["amounts"][:-1], {**standard["amounts"][-1], "amount": amount}]
    return {**SERVICE, "fees": [{**standard, "amounts": amounts}], **more}


def edit(catalogue, person, body, part="en", lock=None, kind=Kind.SERVICE, key=KEY, **how):
    lock = lock or lock_of(catalogue, kind, key, part)
    with catalogue.work(person.mail) as work:
        return edit_draft(work, person, kind, key, part, body, lock=lock, **how)


def send(catalogue, person, *parts, **how):
    locks = {part: lock_of(catalogue, part=part) for part in parts or ("en",)}
    with catalogue.work(person.mail) as work:
        return submit(work, person, Kind.SERVICE, KEY, locks, **how)


def send_back(catalogue, person, comment="Shorter.", part="en"):
    lock = lock_of(catalogue, part=part)
    with catalogue.work(person.mail) as work:
        return return_draft(work, person, Kind.SERVICE, KEY, part, lock=lock, comment=comment)


def approve(catalogue, person, *parts, at=None):
    locks = {part: lock_of(catalogue, part=part) for part in parts or ("en",)}
    with catalogue.work(person.mail) as work:
        return publish_drafts(work, person, Kind.SERVICE, KEY, locks, published_from=at)
