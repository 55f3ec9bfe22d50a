"""The least that Flask can answer, on the very server of the portal: what kept pages are measured against."""

from __future__ import annotations

from flask import Flask

from catalogue.settings import Settings as CatalogueSettings
from portal.server import Server
from portal.settings import Settings


class HelloServer(Server):
    """The portal's server with another application in it."""

    def open(self) -> Flask:
        """Build an application of two addresses."""
        app = Flask("hello")
        app.add_url_rule("/healthz", "health", lambda: "well")
        app.add_url_rule("/", "hello", lambda: "hello")
        return app


if __name__ == "__main__":
    HelloServer(Settings.from_environment(), CatalogueSettings.from_environment()).run()
