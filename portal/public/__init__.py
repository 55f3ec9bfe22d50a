"""The pages that everyone may read, a file per family."""

from portal.public import (
    chat,
    document,
    group,
    help,
    home,
    life_event,
    nothing_found,
    office,
    office_list,
    organisation,
    plan,
    search,
    service,
    service_list,
    slip,
    suggestions,
    words_page,
)
from portal.public.blueprint import public

__all__ = [
    "chat",
    "document",
    "group",
    "help",
    "home",
    "life_event",
    "nothing_found",
    "office",
    "office_list",
    "organisation",
    "plan",
    "public",
    "search",
    "service",
    "service_list",
    "slip",
    "suggestions",
    "words_page",
]
