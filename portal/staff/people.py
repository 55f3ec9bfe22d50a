"""The people whom an owner looks after: invited, trusted with roles, disabled. Nobody gives more than they have."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext

from catalogue.commands.people.accounts import add_account, disable_account, enable_account, get_account
from catalogue.commands.people.codes import remove_codes
from catalogue.commands.people.grants import give, take
from catalogue.commands.people.invitations import DAYS_GOOD, invitation_address, invite
from catalogue.errors import AlreadyThere, BadMail, NotAllowed, NotFound
from catalogue.languages import languages
from catalogue.queries.accounts import get_managed, list_managed, reach_of
from catalogue.queries.organisations import list_organisations
from catalogue.rights import Action, Grant, Role
from portal.extensions import get_house
from portal.staff.blueprint import staff
from portal.staff.who import person, staff_page
from portal.staff.who import staff as for_staff
from portal.work import frame, reading

Errors = list[tuple[str, str]]
manages_people = for_staff(Action.MANAGE_PEOPLE)


@staff.get("/people")
@manages_people
def people() -> str:
    """List the people whom this owner looks after."""
    return _list([])


@staff.post("/people")
@manages_people
def add_person() -> Response:
    """Add an account, and show the link that its person is to be sent, once."""
    mail = request.form.get("mail", "").strip()
    try:
        grant = _grant()
        with get_house().catalogue.work(person().mail) as work:
            account = add_account(work, person(), mail, [grant], reading().source_language)
            token = invite(work, person(), account)
        return _link(account.mail, token)
    except BadMail:
        errors = [("mail", gettext("Type a mail address, such as name@example.org."))]
    except AlreadyThere:
        errors = [("mail", gettext("There is an account with this address already."))]
    except (NotAllowed, NotFound, ValueError):
        errors = [("role", gettext("You cannot give this right. Choose one within what you look after yourself."))]
    return make_response(_list(errors), 422)


@staff.get("/people/<int:number>")
@manages_people
def one_person(number: int) -> str:
    """Show one of them."""
    return _one(number, [])


@staff.post("/people/<int:number>/grants")
@manages_people
def give_grant(number: int) -> Response:
    """Trust somebody with a role more."""
    get_managed(reading(), person(), number)
    try:
        with get_house().catalogue.work(person().mail) as work:
            give(work, person(), get_account(work, number), _grant())
    except (NotAllowed, NotFound, ValueError):
        errors = [("role", gettext("You cannot give this right. Choose one within what you look after yourself."))]
        return make_response(_one(number, errors), 422)
    return _back(number)


@staff.post("/people/<int:number>/grants/removal")
@manages_people
def take_grant(number: int) -> Response:
    """Take a role away."""
    get_managed(reading(), person(), number)
    try:
        grant = _grant()
    except ValueError:
        raise NotFound("grant", "") from None
    with get_house().catalogue.work(person().mail) as work:
        take(work, person(), get_account(work, number), grant)
    return _back(number)


@staff.post("/people/<int:number>/invitation")
@manages_people
def invite_again(number: int) -> Response:
    """Show a new link for somebody who lost the old one, or the password."""
    get_managed(reading(), person(), number)
    with get_house().catalogue.work(person().mail) as work:
        account = get_account(work, number)
        token = invite(work, person(), account)
    return _link(account.mail, token)


@staff.post("/people/<int:number>/state")
@manages_people
def change_state(number: int) -> Response:
    """Disable an account, or enable it again."""
    mail = get_managed(reading(), person(), number).mail
    change = enable_account if request.form.get("state") == "enabled" else disable_account
    with get_house().catalogue.work(person().mail) as work:
        change(work, person(), mail)
    return _back(number)


@staff.post("/people/<int:number>/codes")
@manages_people
def remove_persons_codes(number: int) -> Response:
    """Let somebody who lost the device sign in without one-time codes."""
    get_managed(reading(), person(), number)
    if number == person().id:
        # One's own are taken away on one's own page, which asks for the password.
        raise NotAllowed(Action.MANAGE_PEOPLE)
    with get_house().catalogue.work(person().mail) as work:
        remove_codes(work, person(), get_account(work, number))
    return _back(number)


def _grant() -> Grant:
    """Return the grant that a form names. Raises `ValueError` for a role that there is not."""
    return Grant(
        Role(request.form.get("role", "")),
        request.form.get("organisation") or None,
        request.form.get("place") or None,
        request.form.get("language") or None,
    )


def _list(errors: Errors) -> str:
    return staff_page(
        "staff/people.html",
        accounts=list_managed(reading(), person()),
        errors=errors,
        mail=request.form.get("mail", ""),
        choices=_choices(),
    )


def _one(number: int, errors: Errors) -> str:
    account = get_managed(reading(), person(), number)
    reach = reach_of(reading(), person())
    return staff_page(
        "staff/person.html",
        account=account,
        is_me=account.id == person().id,
        all_within_reach=all(reach(grant) for grant in account.grants),
        reach=reach,
        errors=errors,
        choices=_choices(),
    )


def _choices() -> dict[str, object]:
    """Return what can be chosen for a grant: of organisations, places and languages those that this owner may give."""
    reach = reach_of(reading(), person())
    own = [grant for grant in person().grants if grant.role is Role.OWNER]
    organisations = list_organisations(reading()).cards
    places = [(place.place, place.title) for place in frame().places]
    return {
        "roles": list(Role),
        "organisations": [
            card
            for card in organisations
            if any(reach(Grant(Role.EDITOR, card.id, held.place, held.language)) for held in own)
        ],
        "places": [(key, title) for key, title in places if any(held.place in (None, key) for held in own)],
        "languages": [code for code in languages() if any(held.language in (None, code) for held in own)],
        "chosen": {name: request.form.get(name, "") for name in ("role", "organisation", "place", "language")},
        "everywhere": {
            name: any(getattr(held, name) is None for held in own) for name in ("organisation", "place", "language")
        },
    }


def _link(mail: str, token: str) -> Response:
    link = invitation_address(get_house().settings.public_address, token)
    return make_response(staff_page("staff/invited.html", mail=mail, link=link, days=DAYS_GOOD))


def _back(number: int) -> Response:
    return make_response(redirect(url_for("staff.one_person", number=number), 303))
