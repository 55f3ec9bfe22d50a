"""Where owners see what is counted, a file per page. Strangers are refused at the door."""

from portal.insights import (
    bot,
    cases,
    feedback,
    freshness,
    overview,
    reads,
    searches,
    service_index,
    translations,
    what_if,
)
from portal.insights.blueprint import insights

__all__ = [
    "bot",
    "cases",
    "feedback",
    "freshness",
    "insights",
    "overview",
    "reads",
    "searches",
    "service_index",
    "translations",
    "what_if",
]
