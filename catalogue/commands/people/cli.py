"""The operators' command `onedoor user`: accounts are added, invited, trusted and disabled from the terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from catalogue.commands.people.accounts import add_account, disable_account, enable_account, find_account
from catalogue.commands.people.codes import remove_codes
from catalogue.commands.people.grants import give, take
from catalogue.commands.people.invitations import DAYS_GOOD, invitation_address, invite
from catalogue.commands.people.single_sign_on import loosen_identity
from catalogue.context import Catalogue
from catalogue.opened import opened
from catalogue.queries.accounts import list_accounts
from catalogue.rights import Grant, Role

OPERATOR = "operator"
"""What the log calls whoever works at the terminal of the machine."""

_mail = click.argument("mail")
_role = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="May repeat.",
)
_organisation = click.option("--organisation", metavar="ID", help="Only there, and in organisations below it.")
_place = click.option("--place", metavar="ID", help="Only there.")
_language = click.option("--language", "tongues", metavar="L", multiple=True, help="Only in it. May repeat.")


@click.group("user")
def user() -> None:
    """Looks after the accounts of staff."""


@user.command("add")
@_mail
@_role
@_organisation
@_place
@_language
def add_command(
    mail: str, roles: tuple[str, ...], organisation: str | None, place: str | None, tongues: tuple[str, ...]
) -> None:
    """Add an account, and print the link by which its person sets name and password, once."""
    with opened() as catalogue:
        with catalogue.reading("en") as reading:
            language = reading.source_language
        with catalogue.work(OPERATOR) as work:
            account = add_account(work, None, mail, _grants(roles, organisation, place, tongues), language)
            token = invite(work, None, account)
        _print_link(catalogue, account.mail, token)


@user.command("invite")
@_mail
def invite_command(mail: str) -> None:
    """Print a new link for somebody whose link or password is lost; the old ones are good no more."""
    with opened() as catalogue:
        with catalogue.work(OPERATOR) as work:
            account = find_account(work, mail)
            token = invite(work, None, account)
        _print_link(catalogue, account.mail, token)


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_command(as_json: bool) -> None:
    """List all accounts and what each is trusted with."""
    with opened() as catalogue, catalogue.reading("en") as reading:
        accounts = list_accounts(reading)
    if as_json:
        rows: list[dict[str, Any]] = [
            {
                "mail": account.mail,
                "name": account.name,
                "state": account.state,
                "one_time_codes": account.has_codes,
                "grants": [asdict(grant) for grant in account.grants],
            }
            for account in accounts
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for account in accounts:
        click.echo(f"{account.mail}\t{account.state}\t{'; '.join(map(_said, account.grants)) or 'no rights'}")


@user.command("disable")
@_mail
def disable_command(mail: str) -> None:
    """Let an account be used no more; its sessions end at once."""
    with opened() as catalogue, catalogue.work(OPERATOR) as work:
        disable_account(work, None, mail)


@user.command("enable")
@_mail
def enable_command(mail: str) -> None:
    """Let a disabled account be used again."""
    with opened() as catalogue, catalogue.work(OPERATOR) as work:
        enable_account(work, None, mail)


@user.command("reset-codes")
@_mail
def reset_codes_command(mail: str) -> None:
    """Let somebody who lost device and recovery codes sign in without one-time codes."""
    with opened() as catalogue, catalogue.work(OPERATOR) as work:
        remove_codes(work, None, find_account(work, mail))


@user.command("loosen")
@_mail
def loosen_command(mail: str) -> None:
    """Forget as whom the provider knows somebody: their next single sign-on finds the account by its mail again."""
    with opened() as catalogue, catalogue.work(OPERATOR) as work:
        if not loosen_identity(work, find_account(work, mail)):
            raise click.ClickException(f"{mail} is not bound to anybody at a provider.")


@user.command("grant")
@_mail
@_role
@_organisation
@_place
@_language
def grant_command(
    mail: str, roles: tuple[str, ...], organisation: str | None, place: str | None, tongues: tuple[str, ...]
) -> None:
    """Trust somebody with a role, everywhere or within an organisation, a place, a language."""
    with opened() as catalogue, catalogue.work(OPERATOR) as work:
        account = find_account(work, mail)
        for grant in _grants(roles, organisation, place, tongues):
            give(work, None, account, grant)


@user.command("revoke")
@_mail
@_role
@_organisation
@_place
@_language
def revoke_command(
    mail: str, roles: tuple[str, ...], organisation: str | None, place: str | None, tongues: tuple[str, ...]
) -> None:
    """Take away a role, named as it was granted."""
    with opened() as catalogue, catalogue.work(OPERATOR) as work:
        account = find_account(work, mail)
        for grant in _grants(roles, organisation, place, tongues):
            take(work, None, account, grant)


def _grants(
    roles: tuple[str, ...], organisation: str | None, place: str | None, tongues: tuple[str, ...]
) -> list[Grant]:
    return [Grant(Role(role), organisation, place, language) for role in roles for language in tongues or (None,)]


def _said(grant: Grant) -> str:
    limits = [value for value in (grant.organisation, grant.place, grant.language) if value is not None]
    return f"{grant.role} ({', '.join(limits)})" if limits else grant.role.value


def _print_link(catalogue: Catalogue, mail: str, token: str) -> None:
    click.echo(f"A link for {mail}, good once and for {DAYS_GOOD} days:")
    click.echo(invitation_address(catalogue.settings.public_address, token))
