"""Signing in through a provider of identities: the trip there and back, and which account it opens.

What the provider said arrives here checked; which account it means, and whether that may be used, is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from sqlalchemy import delete, select

from catalogue.commands.people.log import log
from catalogue.commands.people.sign_in import LONGEST_MAIL, Opened, open_session
from catalogue.context import Catalogue, Work
from catalogue.database import insert_into
from catalogue.errors import WrongCredentials
from catalogue.models import Account, AccountIdentity, SignOnTrip
from catalogue.passwords import digest_of_token, new_token

MINUTES_FOR_TRIP = 10
LONGEST_SUBJECT = 255
"""OpenID Connect allows no longer ones."""
LONGEST_TARGET = 2000


@dataclass(frozen=True)
class Trip:
    """What a browser took along, and what must come back with it. All but `target` are secrets of this trip."""

    state: str
    nonce: str
    verifier: str
    target: str | None


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for."""

    issuer: str
    subject: str
    mail: str
    mail_verified: bool
    name: str


def begin_trip(work: Work, browser: str, target: str | None) -> Trip:
    """Remember that a browser, by its token, leaves for the provider; an earlier trip of it is over."""
    work.session.execute(delete(SignOnTrip).where(SignOnTrip.ends_at <= work.now))
    work.session.execute(delete(SignOnTrip).where(SignOnTrip.digest == digest_of_token(browser)))
    # A verifier of PKCE has 43 characters at least, which is what a token has.
    trip = Trip(new_token(), new_token(), new_token(), target if target and len(target) <= LONGEST_TARGET else None)
    work.session.add(
        SignOnTrip(
            digest=digest_of_token(browser),
            state=trip.state,
            nonce=trip.nonce,
            verifier=trip.verifier,
            target=trip.target,
            ends_at=work.now + timedelta(minutes=MINUTES_FOR_TRIP),
        )
    )
    return trip


def end_trip(catalogue: Catalogue, browser: str, state: str) -> Trip:
    """Return the trip from which a browser comes back, once: whoever asks again, with whatever, finds none.

    Raises `WrongCredentials` when this browser is on no trip, its time is over, or `state` is that of another.
    """
    with catalogue.work("session") as work:
        # One statement: of two requests that come at once, one gets the row.
        gone = delete(SignOnTrip).where(SignOnTrip.digest == digest_of_token(browser)).returning(SignOnTrip)
        row = work.session.scalars(gone).first()
        trip = None if row is None else Trip(row.state, row.nonce, row.verifier, row.target)
        late = row is None or row.ends_at <= work.now
    # Raised after the row is gone for good: one wrong guess ends the trip.
    if trip is None or late or not compare_digest(trip.state.encode(), state.encode()):
        raise WrongCredentials
    return trip


def sign_in_by_provider(catalogue: Catalogue, identity: Identity, *, ask_for_code: bool) -> Opened:
    """Open a session for whom the provider vouches for; the first time, bind the account of that mail to them.

    With `ask_for_code`, who has set one-time codes up is asked for one. Raises `WrongCredentials` for an identity that
    is bound to no account and whose mail is not verified or none of an account that can be bound, and for a disabled
    account. No account is ever made.
    """
    if not 0 < len(identity.subject) <= LONGEST_SUBJECT:
        raise WrongCredentials
    with catalogue.work("session") as work:
        account = _bound(work, identity) or _newly_bound(work, identity)
        if account is None or account.disabled_at is not None:
            raise WrongCredentials
        work.actor = account.mail
        waits = ask_for_code and account.code_secret is not None
        log(work, "signed_in_by_provider", account, after={"issuer": identity.issuer, "code_asked_for": waits})
        return open_session(work, account, waits_for_code=waits)


def loosen_identity(work: Work, account: Account) -> bool:
    """Forget as whom the provider knows an account, so that its next single sign-on binds it anew by its mail.

    Return whether there was anything to forget.
    """
    gone = delete(AccountIdentity).where(AccountIdentity.account_id == account.id)
    if work.session.execute(gone.returning(AccountIdentity.subject)).first() is None:
        return False
    log(work, "identity_loosened", account)
    return True


def _bound(work: Work, identity: Identity) -> Account | None:
    found = (
        select(Account)
        .join(AccountIdentity, AccountIdentity.account_id == Account.id)
        .where(AccountIdentity.issuer == identity.issuer, AccountIdentity.subject == identity.subject)
        .with_for_update(of=Account)
    )
    return work.session.scalars(found).first()


def _newly_bound(work: Work, identity: Identity) -> Account | None:
    """Bind the account of a verified mail; None where there is none, or where somebody else was bound to it."""
    mail = identity.mail.strip().lower()
    if not identity.mail_verified or not mail or len(mail) > LONGEST_MAIL:
        return None
    account = work.session.scalars(select(Account).where(Account.mail == mail).with_for_update()).first()
    if account is None or account.disabled_at is not None:
        return None
    bound = insert_into(work.session, AccountIdentity).values(
        issuer=identity.issuer, subject=identity.subject, account_id=account.id, bound_at=work.now
    )
    # Somebody else at the provider may have had this mail before: the account stays theirs until it is loosened.
    # What came back is asked for: the number of rows is not told by every driver.
    if work.session.execute(bound.on_conflict_do_nothing().returning(AccountIdentity.account_id)).first() is None:
        return None
    account.name = account.name or identity.name.strip()[:120] or mail.partition("@")[0]
    work.actor = account.mail
    log(work, "identity_bound", account, after={"issuer": identity.issuer})
    return account
