"""The small country that the tests of this room spoil on purpose."""

import shutil
from pathlib import Path

import pytest
from planted_content import Planted


@pytest.fixture(scope="session")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in six languages, written once."""
    return Planted.sound(tmp_path_factory.mktemp("sound") / "content").folder


@pytest.fixture
def planted(sound_folder: Path, tmp_path: Path) -> Planted:
    """A copy of the example of one's own."""
    return Planted(Path(shutil.copytree(sound_folder, tmp_path / "content")))
