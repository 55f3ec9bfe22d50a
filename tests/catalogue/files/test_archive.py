"""Archives: what goes out comes back the same, and nothing that an archive can do to a machine is done."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest
from content_builder import small_content

from catalogue.commands.export_content import get_content
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.files import archive
from catalogue.files.archive import ArchiveFault, BadArchive, read_archive, unpack, write_archive
from catalogue.files.content import Content
from catalogue.files.writer import render
from catalogue.settings import Settings


def packed(*files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, text in files:
            made.writestr(name, text)
    return out.getvalue()


def fault_of(data):
    with pytest.raises(BadArchive) as raised:
        unpack(data)
    return raised.value.fault


def content_of(catalogue) -> Content:
    with catalogue.reading("en") as reading:
        return get_content(reading)


@pytest.fixture
def fresh_catalogue(new_database, tmp_path, clock):
    """Another catalogue, without content."""
    home = tmp_path / "fresh"
    with Catalogue(Settings(home, home / "content", new_database(), "whoosh"), clock=clock) as opened:
        yield opened


def test_what_is_exported_is_imported_into_an_empty_database_and_exported_the_same(catalogue, fresh_catalogue):
    out = write_archive(content_of(catalogue))
    read = read_archive(out)
    assert read.problems == ()
    import_content(fresh_catalogue, read)
    assert write_archive(content_of(fresh_catalogue)) == out
    assert len(unpack(out)) > 20


@pytest.mark.parametrize("kind", list(Kind))
def test_one_kind_is_read_back_alone(kind):
    content = small_content()
    read = read_archive(write_archive(content, [kind])) if list(content.list_entries(kind)) else Content()
    assert read.problems == ()
    assert read.objects == {name: entry for name, entry in content.objects.items() if name[0] is kind}


def test_a_folder_that_was_packed_by_hand_is_read(tmp_path):
    files = render(small_content())
    data = packed(
        ("content/", ""),
        *((f"content/{path}", text) for path, text in files.items()),
        ("__MACOSX/content/._pack.yaml", "x"),
        ("content/.DS_Store", "x"),
    )
    assert read_archive(data).objects == small_content().objects


def test_words_without_their_facts_are_told():
    files = render(small_content())
    path = next(path for path in files if path.startswith("services/") and path.endswith("/en.md"))
    assert [one.path for one in read_archive(packed((path, files[path]))).problems] == [
        path.replace("en.md", "service.yaml")
    ]


def test_every_bad_file_is_named_with_its_line():
    data = packed(
        ("topics/a/topic.yaml", "order: 1\norder: 2\n"),
        ("topics/b/topic.yaml", "stray: 1\n"),
        ("topics/c/topic.yaml", b"\xff\xfe\x00"),
        ("nowhere/x.yaml", "a: 1"),
    )
    told = [(one.path, one.field) for one in read_archive(data).problems]
    assert ("topics/a/topic.yaml", "line 2") in told
    assert ("topics/c/topic.yaml", "file") in told
    assert {path for path, _ in told} >= {"topics/b/topic.yaml", "nowhere"}


@pytest.mark.parametrize(
    "name",
    [
        "../pack.yaml",
        "services/../../pack.yaml",
        "/etc/passwd",
        "C:\\windows\\x.yaml",
        "services\\x\\service.yaml",
        "services//x.yaml",
        "services/<script>/x.yaml",
        "services/a b/x.yaml",
        "services/x\x00.yaml",
        "..",
        "./pack.yaml",
        "-rf/x.yaml",
        "a" * 200,
    ],
)
def test_names_that_lead_elsewhere_are_refused(name):
    inner = zipfile.ZipInfo("pack.yaml")
    inner.filename = name
    assert fault_of(packed((inner, "a: 1"))) is ArchiveFault.NAME


@pytest.mark.parametrize("form", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_what_is_no_plain_file_is_refused(form):
    link = zipfile.ZipInfo("pack.yaml")
    link.external_attr = (form | 0o777) << 16
    assert fault_of(packed((link, "/etc/passwd"))) is ArchiveFault.LINK


def test_what_swells_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "_read", lambda *_: pytest.fail("it was unpacked"))
    assert fault_of(packed(("pack.yaml", "0" * 900_000))) is ArchiveFault.LARGE
    assert fault_of(packed(("pack.yaml", "0" * 1_000_001), method=zipfile.ZIP_STORED)) is ArchiveFault.LARGE
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 5_000)
    assert fault_of(packed(*((f"topics/t{n}/topic.yaml", "a" * 1_000) for n in range(6)))) is ArchiveFault.LARGE
    monkeypatch.setattr(archive, "MOST_FILES", 5)
    assert fault_of(packed(*((f"topics/t{n}/topic.yaml", "a") for n in range(6)))) is ArchiveFault.MANY
    monkeypatch.setattr(archive, "LARGEST_ARCHIVE", 10)
    assert fault_of(packed(("pack.yaml", "a"))) is ArchiveFault.LARGE


def test_a_stated_size_that_is_a_lie_is_refused():
    data = packed(("pack.yaml", "a: 1\n" * 2_000))
    honest, lie = (10_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(honest) == 2
    assert fault_of(data.replace(honest, lie)) in (ArchiveFault.LARGE, ArchiveFault.DAMAGED)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_comes_twice_is_refused():
    assert fault_of(packed(("pack.yaml", "a"), ("pack.yaml", "b"))) is ArchiveFault.TWICE
    assert fault_of(packed(("pack.yaml", "a"), ("Pack.yaml", "b"))) is ArchiveFault.TWICE


def test_what_is_no_archive_is_refused():
    assert fault_of(b"") is ArchiveFault.NONE
    assert fault_of(b"key;title") is ArchiveFault.NONE
    assert fault_of(packed()) is ArchiveFault.EMPTY
    assert fault_of(packed(("pack.yaml", "a: 1\n" * 100))[:-30]) is ArchiveFault.DAMAGED


def test_yaml_that_multiplies_itself_stays_small():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{this}: &{this} [{','.join([f'*{last}'] * 9)}]\n" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
    )
    problems = read_archive(packed(("topics/a/topic.yaml", bomb))).problems
    assert problems
    assert all(len(str(problem)) < 2_000 for problem in problems)
