"""What the first pages ask for is there before the processes part."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.search.engines import ENGINES

ASKED = """
import gc, os, sys
os.environ["ONEDOOR_HOME"] = sys.argv[1]
from portal import before_fork, create_app
from portal.settings import Settings
settings = Settings.from_environment(os.environ)
before_fork.load(sys.argv[2], settings.translations)
from babel import localedata
from catalogue.languages import languages
from catalogue.search import folding, irregular, stopwords
from furniture.translations import translations
assert localedata._cache.keys() >= {language.cldr.partition("_")[0] for language in languages().values()}
assert translations.cache_info().currsize == len(languages())
assert folding._simplifier.cache_info().currsize == 1
assert irregular.irregular_forms.cache_info().currsize == stopwords.stop_words.cache_info().currsize == len(languages())
assert gc.get_freeze_count() > 100_000, gc.get_freeze_count()
from catalogue.context import Catalogue
from catalogue.settings import Settings as CatalogueSettings
known = set(sys.modules)
with Catalogue(CatalogueSettings.from_environment(os.environ)) as catalogue:
    create_app(settings, catalogue)
print(sorted(name for name in set(sys.modules) - known if name.startswith(("catalogue", "portal", "bots"))))
"""


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_a_worker_imports_nothing_of_ours_that_was_not_loaded_before(engine: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED, str(tmp_path), engine],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
