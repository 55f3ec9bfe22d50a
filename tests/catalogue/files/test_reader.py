"""Files that cannot be read as they should: every fault at once, with path, field and remedy."""

from pathlib import Path

import pytest
from planted_content import Planted

from catalogue.facts import Kind
from catalogue.files.reader import read

SERVICE = "services/register-birth/service.yaml"
OFFICE = "offices/harbour-centre/office.yaml"

FAULTS = [
    (SERVICE, "amount: 20.00", "amount: €20", "fees.late.amounts.0.amount", "“€20” is no amount.", "12.50"),
    (SERVICE, "amount: 20.00", "amount: 20.001", "fees.late.amounts.0.amount", "“20.001” is no amount.", "12.50"),
    (SERVICE, "amount: 20.00", "amount: -1", "fees.late.amounts.0.amount", "“-1” is too small.", "greater"),
    (SERVICE, "from: 2025-01-01", "from: 1 May", "fees.late.amounts.0.from", "“1 May” is no date.", "2026-12-31"),
    (SERVICE, "from: 2025-01-01", "from:", "fees.late.amounts.0.from", "The field has no value.", "leave the line"),
    (SERVICE, "until: 2026-12-31", "until: 2024-12-31", "fees.late.amounts.0", "ends before it begins", "README"),
    (SERVICE, "code: 2101", "code: 21", "code", "“21” is no code.", "four to six digits"),
    (SERVICE, "code: 2101\n", "", "code", "The field is missing.", "README"),
    (SERVICE, "code: 2101", "code: 2101\ncolour: red", "colour", "There is no such field.", "The fields here are: "),
    (SERVICE, "laws:", "law:", "law", "There is no such field.", "Did you mean “laws”?"),
    (SERVICE, "    amount: 25.00", "    amout: 25.00", "fees.late.amounts.1.amout", "no such field", "“amount”"),
    (SERVICE, "kind: post", "kind: pigeon", "channels.letter.kind", "“pigeon” is not one", "online, office"),
    (SERVICE, "[card, cash]", "gold", "fees.late.means", "A list is expected.", "[a, b]"),
    (SERVICE, "[card, cash]", "[card, gold]", "fees.late.means.1", "“gold” is not one of the choices.", "card, cash"),
    (SERVICE, "kept: true", "kept: maybe", "requirements.notice.kept", "neither true nor false", "true or false"),
    (SERVICE, "kept: true", "number: two", "requirements.notice.number", "no whole number", "digits"),
    (SERVICE, "usual: 1 days", "usual: a day", "times.usual.usual", "“a day” is no span", "a whole number and a unit"),
    (
        SERVICE,
        "10 working-days after event",
        "soon",
        "deadlines.register.until",
        "“soon” is no span",
        "10 working-days",
    ),
    (SERVICE, "owner: registry@example.org", "owner: the registry", "owner", "no mail address", "desk@example.org"),
    (SERVICE, "organisation: civil-registry", "organisation: Civil Registry", "organisation", "is no id", "hyphens"),
    (
        SERVICE,
        "      married: no",
        "      married: no\n    within: x",
        "exceptions.unmarried.when",
        "exactly one",
        "README",
    ),
    (SERVICE, "depth: partial", "depth:\n    - partial", "channels.letter.depth", "This is not one", "information"),
    (
        SERVICE,
        "law: civil-status-act\n    article: 15",
        "15",
        "deadlines.register.law",
        "Fields are exp",
        "name: value",
    ),
    (OFFICE, "opens: 08:30", "opens: half past eight", "hours.0.opens", "no time of day", "08:30"),
    (OFFICE, "closes: 12:30", "closes: 07:30", "hours.0", "It closes before it opens.", "README"),
    (OFFICE, "latitude: 38.7", "latitude: north", "latitude", "“north” is no number.", "38.71"),
    (OFFICE, "latitude: 38.7", "latitude: 138.7", "latitude", "“138.7” is too large.", "90"),
    (OFFICE, "phone: +999 20 000 101", "phone: call us", "phone", "no phone number", "digits and spaces"),
    ("laws/civil-status-act/law.yaml", "https:", "http:", "address", "no web address", "https://"),
    ("pack.yaml", "currency: EUR", "currency: euro", "currency", "“euro” is no currency.", "EUR"),
    ("places/littleland/place.yaml", "on: 05-01", "on: 1 May", "holidays.labour-day.on", "no day of the year", "05-01"),
    ("places/littleland/place.yaml", "Europe/Lisbon", "Lisbon", "time_zone", "“Lisbon” is no time zone", "README"),
    ("questions/married/question.yaml", "- id: yes\n", "", "options", "There are too few entries.", "at least 2"),
]


@pytest.mark.parametrize(("path", "old", "new", "field", "problem", "remedy"), FAULTS)
def test_a_faulty_field_is_named_with_its_remedy(
    planted: Planted, path: str, old: str, new: str, field: str, problem: str, remedy: str
) -> None:
    planted.edit(path, old, new)
    found = {fault.field: fault for fault in read(planted.folder).problems}
    assert list(found) == [field]
    assert found[field].path == path
    assert problem in found[field].problem
    assert remedy in found[field].remedy


def test_everything_wrong_is_told_in_one_run(planted: Planted) -> None:
    planted.edit(SERVICE, "code: 2101", "code: x")
    planted.edit(SERVICE, "usual: 1 days", "usual: x")
    planted.edit(OFFICE, "kind: centre", "kind: x")
    planted.edit("places/harbour/fr.md", "---\n", "---\ntitle: Twice\n")
    assert [(fault.path, fault.field) for fault in read(planted.folder).problems] == [
        (OFFICE, "kind"),
        ("places/harbour/fr.md", "line 3"),
        (SERVICE, "code"),
        (SERVICE, "times.usual.usual"),
    ]


def test_a_key_given_twice_and_a_broken_line_are_named_by_line(planted: Planted) -> None:
    planted.edit(SERVICE, "code: 2101\n", "code: 2101\ncode: 2102\n")
    planted.edit(OFFICE, "languages: [en]", "languages: [en")
    found = {fault.path: fault for fault in read(planted.folder).problems}
    assert (found[SERVICE].field, found[SERVICE].remedy) == ("line 6", "Keep one of them.")
    assert found[OFFICE].field.startswith("line ")
    assert "single quotes" in found[OFFICE].remedy


def test_what_does_not_belong_is_named(planted: Planted) -> None:
    planted.write("notes.txt", "x")
    planted.write("services/list.csv", "x")
    planted.write("services/register-birth/draft.docx", "x")
    planted.write("services/register-birth/places/norvale.md", "x")
    planted.write("services/register-birth/places/norvale.fr.md", "# local\n\nx\n")
    planted.write("offices/Harbour Centre/office.yaml", "x: y")
    planted.write("topics/health/en.md", "---\ntitle: Health\n---\n")
    planted.write(".hidden", "x")
    assert [(fault.path, fault.field) for fault in read(planted.folder).problems] == [
        ("notes.txt", "file"),
        ("offices/Harbour Centre", "id"),
        ("services/list.csv", "file"),
        ("services/register-birth/draft.docx", "file"),
        ("services/register-birth/places/norvale.fr.md", "file"),
        ("services/register-birth/places/norvale.md", "file"),
        ("topics/health/topic.yaml", "file"),
    ]
    assert all(fault.remedy for fault in read(planted.folder).problems)


def test_a_file_in_another_encoding_is_named(planted: Planted) -> None:
    (planted.folder / "places/harbour/fr.md").write_bytes("---\ntitle: Été\n---\n".encode("latin-1"))
    problem = read(planted.folder).problems[0]
    assert (problem.path, problem.field, problem.remedy) == ("places/harbour/fr.md", "file", "Save it as UTF-8.")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere").problems[0].problem == "There is no such folder."


def test_a_ledger_that_was_spoilt_is_named(planted: Planted) -> None:
    planted.edit("numbers.yaml", "  counter: 1\n", "  counter: one\n")
    problem = read(planted.folder).problems[0]
    assert (problem.path, problem.field) == ("numbers.yaml", "service/register-birth/channels.counter")
    assert "last good version" in problem.remedy


def test_redirects_are_read_and_their_faults_named(planted: Planted) -> None:
    planted.write("redirects.yaml", "- kind: service\n  from: old\n  to: register-birth\n- kind: house\n  from: x\n")
    content = read(planted.folder)
    assert [(redirect.kind, redirect.old, redirect.new) for redirect in content.redirects] == [
        (Kind.SERVICE, "old", "register-birth")
    ]
    assert [(fault.path, fault.field) for fault in content.problems] == [
        ("redirects.yaml", "1.kind"),
        ("redirects.yaml", "1.to"),
    ]


def test_variants_have_their_places(planted: Planted) -> None:
    content = read(planted.folder)
    assert content.problems == ()
    variant = content.objects[Kind.VARIANT, "register-birth/harbour"]
    assert variant.words_path("fr") == "services/register-birth/places/harbour.fr.md"
    assert sorted(variant.words) == ["ar", "en", "es", "fr", "ru", "zh"]
