"""One-time codes of an account: set up, asked for at sign-in, and taken away; recovery codes, each good once."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from sqlalchemy import delete, func, select

from catalogue.commands.people import throttle
from catalogue.commands.people.accounts import end_all, get_account
from catalogue.commands.people.authority import require_over
from catalogue.commands.people.log import log
from catalogue.commands.people.sign_in import Opened, is_known, open_session
from catalogue.context import Catalogue, Work
from catalogue.errors import NotAllowed, WrongCredentials
from catalogue.models import Account, RecoveryCode, StaffSession
from catalogue.one_time_codes import digest_of_recovery_code, new_recovery_codes, new_secret, step_of
from catalogue.passwords import digest_of_token
from catalogue.rights import Person
from catalogue.sealing import Seal

LONGEST_CODE = 40


def offer_secret(seal: Seal, person: Person) -> tuple[str, str]:
    """Return a new secret for a person's device, and the same sealed, for the form that sets it up to carry."""
    secret = new_secret()
    return secret, _sealed(seal, secret, person.id)


def offered_secret(seal: Seal, person: Person, sealed: str) -> str | None:
    """Return the secret that was offered to this person; None for anything else."""
    return _opened(seal, sealed, person.id)


def set_up_codes(work: Work, seal: Seal, person: Person, sealed: str, code: str, *, token: str) -> tuple[str, ...]:
    """Ask this person for codes of the offered secret from now on; return recovery codes, which nobody sees again.

    All other sessions than the one of `token` end. Raises `WrongCredentials` when the code is none of that secret.
    """
    account = get_account(work, person.id)
    secret = _opened(seal, sealed, person.id)
    step = None if secret is None else step_of(code[:LONGEST_CODE], secret, work.now, None)
    if step is None:
        raise WrongCredentials
    account.code_secret, account.code_step = sealed, step
    end_all(work, account, but=digest_of_token(token), devices=True)
    log(work, "codes_set_up", account)
    return _give_recovery_codes(work, account)


def renew_recovery_codes(work: Work, person: Person) -> tuple[str, ...]:
    """Return new recovery codes; the old ones are good no more. Raises `NotAllowed` for who uses no codes."""
    account = get_account(work, person.id)
    if account.code_secret is None:
        raise NotAllowed("renew_recovery_codes")
    log(work, "recovery_codes_renewed", account)
    return _give_recovery_codes(work, account)


def remove_codes(work: Work, person: Person | None, account: Account) -> None:
    """Ask for codes no more: one's own, or those of somebody one looks after, who lost the device.

    Raises `NotAllowed`. `None` as person is the operator of the machine.
    """
    if person is not None and person.id != account.id:
        require_over(work, person, [row.granted for row in account.grants])
    if account.code_secret is None:
        return
    account.code_secret = account.code_step = None
    work.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    log(work, "codes_removed", account)


def confirm_code(catalogue: Catalogue, token: str, code: str, device: str) -> Opened:
    """Turn a session that waits for its code into one, under another token; a recovery code does as well, once.

    Raises `WrongCredentials` – also when the session ended meanwhile – and `TooManyAttempts`.
    """
    seal = catalogue.staff_seal
    with catalogue.work("session") as work:
        account = _waiting(work, token)
        known = is_known(work, account.mail, device)
        count = throttle.by_code(account.id, device if known else "")
        throttle.begin_attempt(work, seal, [count])
    with catalogue.work(account.mail) as work:
        account = get_account(work, _waiting(work, token).id)
        if not _accept(work, seal, account, code[:LONGEST_CODE]):
            raise WrongCredentials
        throttle.take_back(work, seal, cleared=[count])
        work.session.execute(delete(StaffSession).where(StaffSession.digest == digest_of_token(token)))
        return open_session(work, account, waits_for_code=False)


def count_recovery_codes(work: Work, account: int) -> int:
    """Return how many recovery codes are still good."""
    good = RecoveryCode.account_id == account, RecoveryCode.used_at.is_(None)
    return work.session.scalar(select(func.count()).select_from(RecoveryCode).where(*good)) or 0


def _accept(work: Work, seal: Seal, account: Account, code: str) -> bool:
    secret = _opened(seal, account.code_secret or "", account.id)
    # Without the key of this machine – after a restore on another – the device's codes cannot be judged; recovery
    # codes can.
    step = None if secret is None else step_of(code, secret, work.now, account.code_step)
    if step is not None:
        account.code_step = step
        return True
    recovery = work.session.get(RecoveryCode, (account.id, digest_of_recovery_code(code)), with_for_update=True)
    if recovery is None or recovery.used_at is not None:
        return False
    recovery.used_at = work.now
    work.session.flush()
    log(work, "recovery_code_used", account, after={"left": count_recovery_codes(work, account.id)})
    return True


def _waiting(work: Work, token: str) -> Account:
    found = select(StaffSession).where(
        StaffSession.digest == digest_of_token(token),
        StaffSession.waits_for_code.is_(True),
        StaffSession.ends_at > work.now,
    )
    session = work.session.scalars(found).first()
    if session is None or session.account.disabled_at is not None or session.account.code_secret is None:
        raise WrongCredentials
    return session.account


def _give_recovery_codes(work: Work, account: Account) -> tuple[str, ...]:
    codes = new_recovery_codes()
    work.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    work.session.add_all(RecoveryCode(account_id=account.id, digest=digest_of_recovery_code(code)) for code in codes)
    return codes


def _sealed(seal: Seal, secret: str, account: int) -> str:
    return urlsafe_b64encode(seal.seal(secret, _place(account))).decode()


def _opened(seal: Seal, sealed: str, account: int) -> str | None:
    try:
        return seal.open(urlsafe_b64decode(sealed.encode()), _place(account))
    except ValueError:
        return None


def _place(account: int) -> str:
    # A sealed secret is worth nothing in the row of another account.
    return f"one-time codes of account {account}"
