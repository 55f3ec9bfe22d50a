"""All languages, as parameters of a test: one from each side at once, the others among the long tests."""

from __future__ import annotations

import pytest

from catalogue.languages import languages

AT_ONCE = ("en", "ar")
EVERY_LANGUAGE = [code if code in AT_ONCE else pytest.param(code, marks=pytest.mark.long) for code in languages()]
