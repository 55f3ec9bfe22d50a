"""The catalogue as every command of the terminal opens it: what cannot be used is said in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DBAPIError

from catalogue import migrations
from catalogue.context import Catalogue
from catalogue.errors import NotReady
from catalogue.search.engines import UnknownEngine, require_engine
from catalogue.settings import Settings


@contextmanager
def opened(*, schema: bool = True) -> Iterator[Catalogue]:
    """Open the catalogue of the environment; what the database or a disk refuses becomes a `ClickException`.

    Raises `NotReady` when the search engine of the settings cannot be used, or the tables are not those of this
    version, unless `schema` is False.
    """
    try:
        settings = Settings.from_environment()
        require_engine(settings.search_engine)
        with Catalogue(settings) as catalogue:
            if schema and not migrations.is_current(catalogue.engine):
                raise NotReady(("a catalogue in the database, which `onedoor prepare` makes",))
            yield catalogue
    except UnknownEngine as error:
        raise NotReady((error.missing,)) from error
    except DBAPIError as error:
        raise click.ClickException(f"The database cannot be used: {str(error.orig).splitlines()[0]}") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
