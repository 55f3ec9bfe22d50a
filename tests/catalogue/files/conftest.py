"""The example of content/README.md, unpacked: the small country that the tests of this room break on purpose."""

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[3] / "content" / "README.md"
EXAMPLE = re.compile(r"^`([a-z][\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def example_files() -> dict[str, str]:
    """The files of the example by path."""
    return dict(EXAMPLE.findall(README.read_text(encoding="utf-8")))


@pytest.fixture
def folder(tmp_path: Path, example_files: dict[str, str]) -> Path:
    """A content folder with the example in it."""
    for path, text in example_files.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "content"
