"""What the chat doors need to know besides the catalogue: read from the environment once, then passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import NotReady
from catalogue.settings import PROJECT
from furniture.translations import missing_translations


@dataclass(frozen=True)
class Settings:
    """The settings of every chat; every one has a row in the README."""

    translations: Path
    """The folder of the translated furniture."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read `ONEDOOR_…`. Raises `NotReady` naming the compiled translations that are missing."""
        translations = Path(environment.get("ONEDOOR_TRANSLATIONS") or PROJECT / "translations").absolute()
        if missing := missing_translations(translations):
            # Without them gettext would show English to everyone and say nothing of it.
            raise NotReady(missing)
        return cls(translations)
