"""Leases: a piece of work that one process at a time may do, until it is done or the lease runs out."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete

from catalogue.context import Catalogue
from catalogue.database import insert_into
from catalogue.models import Lease


def new_holder() -> str:
    """Return a name for a holder that no other process or thread has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:12]}"


def take_lease(catalogue: Catalogue, work: str, holder: str, span: timedelta) -> bool:
    """Take a lease, or renew the one that the holder has; tell whether the holder has it now.

    A lease that has run out is anybody's: a process that was killed does not keep the work from being done.
    """
    with catalogue.work(holder) as unit:
        statement = insert_into(unit.session, Lease).values(work=work, holder=holder, until=unit.now + span)
        taken = statement.on_conflict_do_update(
            index_elements=[Lease.work],
            set_={"holder": statement.excluded.holder, "until": statement.excluded.until},
            where=(Lease.until <= unit.now) | (Lease.holder == holder),
        ).returning(Lease.work)
        return unit.session.scalars(taken).first() is not None


def release_lease(catalogue: Catalogue, work: str, holder: str) -> None:
    """Give a lease back, if the holder still has it."""
    with catalogue.work(holder) as unit:
        unit.session.execute(delete(Lease).where(Lease.work == work, Lease.holder == holder))


@contextmanager
def leased(catalogue: Catalogue, work: str, span: timedelta) -> Iterator[bool]:
    """Hold a lease for a block, if it can be had; the block is told whether."""
    holder = new_holder()
    held = take_lease(catalogue, work, holder, span)
    try:
        yield held
    finally:
        if held:
            release_lease(catalogue, work, holder)
