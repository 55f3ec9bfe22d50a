"""Where staff sign in and look after their accounts, and owners after people; a file per page family."""

from portal.staff import account, codes, invitation, log, people, sign_in, single_sign_on
from portal.staff.blueprint import staff

__all__ = ["account", "codes", "invitation", "log", "people", "sign_in", "single_sign_on", "staff"]
