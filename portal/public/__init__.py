"""The pages that everyone may read, a file per family."""

from portal.public import (
    burden,
    chat,
    document,
    group,
    home,
    life_event,
    nothing_found,
    office,
    office_list,
    organisation,
    plan,
    search,
    service,
    service_index,
    service_list,
    suggestions,
    words_page,
)
from portal.public.blueprint import public

__all__ = [
    "burden",
    "chat",
    "document",
    "group",
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
    "service_index",
    "service_list",
    "suggestions",
    "words_page",
]
