"""All services from A to Z in the reader's alphabet, or those of one topic."""

from flask import Response, request

from catalogue.queries.groups import get_topic, list_topics
from catalogue.queries.services import list_services
from portal.pages import page
from portal.public.alphabet import by_letter
from portal.public.blueprint import public
from portal.work import reading


@public.get("/services/")
def services() -> Response:
    """List services by their first letter."""
    topic = request.args.get("topic") or None
    chosen = get_topic(reading(), topic) if topic else None
    cards = chosen.services if chosen else list_services(reading()).cards
    letters = by_letter(cards, reading().language)
    values = {"letters": letters, "chosen": chosen, "topics": list_topics(reading()), "total": len(cards)}
    return page("public/services.html", known=("topic",), **values)
