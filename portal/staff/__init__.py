"""Where staff sign in and look after their accounts, and owners after people; a file per page family."""

from portal.staff import account, invitation, sign_in
from portal.staff.blueprint import staff

__all__ = ["account", "invitation", "sign_in", "staff"]
