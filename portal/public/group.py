"""Target groups and topics: the services tagged with them."""

from flask import Response

from catalogue.queries.groups import get_target_group, get_topic
from portal.pages import page
from portal.public.blueprint import public
from portal.work import reading


@public.get("/for/<id:id>")
def target_group(id: str) -> Response:
    """Show what there is for a group of people."""
    return page("public/target_group.html", group=get_target_group(reading(), id))


@public.get("/topics/<id:id>")
def topic(id: str) -> Response:
    """Show what there is on a topic."""
    return page("public/topic.html", group=get_topic(reading(), id))
