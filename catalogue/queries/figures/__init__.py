"""Figures for owners: what the pages of insights show, each within what somebody may see.

Counts of people's deeds leave here through the threshold only (`catalogue.figures.thresholds`).
"""

from catalogue.queries.figures.bot import get_bot_figures
from catalogue.queries.figures.care import get_checks, list_coverage
from catalogue.queries.figures.cases import get_cases
from catalogue.queries.figures.feedback import get_feedback
from catalogue.queries.figures.reads import get_reads
from catalogue.queries.figures.searches import get_searches
from catalogue.queries.figures.sight import list_scopes, sees_everything

__all__ = [
    "get_bot_figures",
    "get_cases",
    "get_checks",
    "get_feedback",
    "get_reads",
    "get_searches",
    "list_coverage",
    "list_scopes",
    "sees_everything",
]
