"""What tests of search share: every engine in turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import search_builder

from catalogue.search.engines import ENGINES


@pytest.fixture(scope="module", params=ENGINES)
def each_engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the indexes that tests build be of one engine after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_builder, "ENGINE", request.param)
        yield request.param
