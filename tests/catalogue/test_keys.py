"""Keys of the state folder: one however many ask at once, for its owner only, and never half a key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from catalogue.errors import NotReady
from catalogue.keys import kept_key
from catalogue.sealing import Seal


def test_all_who_ask_at_once_get_the_one_key_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "state" / "key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(kept_key, [path] * 40))
    assert len(keys) == 1
    assert len(keys.pop()) >= 40
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["key"]


def test_half_a_key_is_refused_and_not_replaced(tmp_path):
    (tmp_path / "key").write_text("half")
    with pytest.raises(NotReady):
        kept_key(tmp_path / "key")
    assert (tmp_path / "key").read_text() == "half"


def test_what_is_sealed_opens_at_its_own_place_with_its_own_key_only(tmp_path):
    seal = Seal(tmp_path / "key")
    sealed = seal.seal("unicorn", "row 1")
    assert b"unicorn" not in sealed
    assert sealed != seal.seal("unicorn", "row 1")
    assert Seal(tmp_path / "key").open(sealed, "row 1") == "unicorn"
    assert seal.open(sealed, "row 2") is None
    assert Seal(tmp_path / "other").open(sealed, "row 1") is None
    assert seal.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "row 1") is None
    assert seal.open(b"", "row 1") is None


def test_digests_are_equal_for_equal_texts_under_one_key(tmp_path):
    one, other = Seal(tmp_path / "key"), Seal(tmp_path / "other")
    assert one.digest("unicorn") == Seal(tmp_path / "key").digest("unicorn")
    assert len({one.digest("unicorn"), one.digest("unicorns"), other.digest("unicorn")}) == 3
