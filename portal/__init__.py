"""The portal: the web door of the catalogue. Come in by `create_app`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from flask import Flask

from catalogue.context import Catalogue
from catalogue.guessing import Guesses
from portal import (
    assets,
    chat_links,
    counting,
    errors,
    formats,
    labels,
    locale,
    markdown,
    previewing,
    security,
    urls,
    work,
)
from portal.extensions import House
from portal.flood import Flood
from portal.kept import KeptPages
from portal.settings import Settings


def create_app(settings: Settings, catalogue: Catalogue) -> Flask:
    """Build the application over an open catalogue. Raises `NotReady` naming what is missing."""
    return build(
        settings,
        catalogue,
        (*SHARED_STEPS, *OWN_STEPS),
    )


def build(settings: Settings, catalogue: Catalogue, steps: Iterable[Callable[[Flask], None]]) -> Flask:
    """Build an application by these steps."""
    app = Flask(__name__, static_folder=None)
    app.secret_key = settings.secret_key()
    # JSON says things in the order in which the commands say them.
    app.json.sort_keys = False  # type: ignore[attr-defined]
    clock = catalogue.clock
    app.extensions["onedoor"] = House(
        settings, catalogue, assets.read_assets(), Guesses(clock), cases=Flood(clock), reports=Flood(clock)
    )
    for step in steps:
        step(app)
    return app


def add_addresses(app: Flask) -> None:
    """Add every page; importing the views here keeps the command line quick."""
    from portal.public import go, health, language, public, robots

    urls.add_converters(app)
    for blueprint in (public, language.blueprint, go.blueprint, robots.blueprint, health.blueprint, assets.blueprint):
        app.register_blueprint(blueprint)


def add_staff_addresses(app: Flask) -> None:
    """Add every page of staff, which previews do not have."""
    from portal.desk import desk
    from portal.editor import editor
    from portal.insights import insights
    from portal.staff import staff

    for blueprint in (staff, editor, desk, insights):
        app.register_blueprint(blueprint)


def know_staff(app: Flask) -> None:
    """Let staff sign in; readers of public pages have no session, and get no cookie."""
    from portal.staff import navigation, session

    session.open_sessions(app)
    navigation.add_ways(app)


def take_turns(app: Flask) -> None:
    """Let editors' pages wait for each other, so that readers need not wait for all of them."""
    from portal.editor.turns import Turns

    app.wsgi_app = Turns(app.wsgi_app)  # type: ignore[method-assign]


def write_plain_templates(app: Flask) -> None:
    """Let templates stop at a name that nobody set, leave no blank lines behind, and begin no line with a dot."""
    from jinja2 import StrictUndefined

    from portal.separators import Separators

    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension(Separators)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def keep_pages(app: Flask) -> None:
    """Answer kept pages before Flask."""
    house: House = app.extensions["onedoor"]
    app.wsgi_app = KeptPages(  # type: ignore[method-assign]
        app.wsgi_app,
        house.catalogue.pulse,
        changed=house.catalogue.changed,
        limit=house.settings.kept_megabytes * 1024 * 1024,
        clock=house.catalogue.clock,
        count=counting.counter(app),
    )


def show_previews(app: Flask) -> None:
    """Answer what lies behind the secret addresses of previews by an application over their drafts."""
    from portal.editor.problems import told_problem

    house: House = app.extensions["onedoor"]

    def make(catalogue: Catalogue) -> Flask:
        settings = previewing.settings_of_preview(house.settings)
        return build(settings, catalogue, (*SHARED_STEPS, partial(previewing.mark_pages, told_problem=told_problem)))

    app.wsgi_app = previewing.Previews(app.wsgi_app, house.catalogue, make)  # type: ignore[method-assign]


SHARED_STEPS = (
    write_plain_templates,
    locale.speak_languages,
    formats.add_filters,
    labels.add_filter,
    assets.add_assets,
    markdown.add_filter,
    urls.add_builders,
    chat_links.add_builders,
    work.open_readings,
    counting.count_answers,
    security.add_headers,
    errors.catch_errors,
    add_addresses,
)
"""What makes the portal, and the portal of previews, in order."""

OWN_STEPS = (know_staff, add_staff_addresses, take_turns, previewing.mark_portal, show_previews, keep_pages)
"""What the portal has besides, and previews have not."""
