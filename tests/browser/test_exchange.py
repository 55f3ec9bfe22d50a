"""Files in a real browser: no violation on any page in six languages; words come back by keyboard alone."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import judged
from staff import a_person

from catalogue.languages import languages
from catalogue.rights import Role

pytestmark = pytest.mark.browser
numbers = count()
PAGE = "/editor/exchange"
CSV = ("kind", "key", "section", "state", "source", "target")


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def editor_in(running_site):
    """Add an editor with pages in a language; return their mail."""

    def add(language: str) -> str:
        mail = f"files{next(numbers)}@example.org"
        a_person(running_site.catalogue, mail, Role.EDITOR, language=language)
        return mail

    return add


def table(page, address, language="ar"):
    """Return a table of words in which one title is changed, and a row that cannot be taken."""
    data = page.request.get(f"{address}{PAGE}/words?language={language}&form=csv").body()
    row = next(row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))) if row["section"] == "title")
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV)
    writer.writeheader()
    writer.writerow({**row, "target": f"{row['target']} +"})
    writer.writerow({**row, "section": "stray", "target": "x"})
    return out.getvalue().encode()


def archive(page, address):
    data = page.request.get(f"{address}{PAGE}/content?kind=topic").body()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        names = before.namelist()
        words = next(name for name in names if name.endswith("/en.md"))
        for name in names:
            after.writestr(name, before.read(name).decode().replace("title: ", "title: New ") + "\n")
        after.writestr("topics/bad/topic.yaml", "order: 1\norder: 2\n")
    assert words
    return out.getvalue()


@pytest.mark.parametrize("language", languages())
def test_pages_of_files_have_no_violation(visit_as, axe, running_site, editor_in, language):
    page = visit_as(editor_in(language), PAGE, width=360)
    judged(axe, page, language)
    page.locator("form[enctype] button").first.click()
    judged(axe, page, language)
    assert page.locator("[role=alert]").is_visible()
    page.select_option("#upload-language", "ar" if language != "ar" else "fr")
    into = "ar" if language != "ar" else "fr"
    sent = {"name": "words.csv", "mimeType": "text/csv", "buffer": table(page, running_site.address, into)}
    page.set_input_files("#words-file", sent)
    page.locator("form[enctype] button").first.click()
    page.wait_for_url(re.compile("waiting"))
    judged(axe, page, language)
    page.goto(running_site.address + PAGE)
    sent = {"name": "x.zip", "mimeType": "application/zip", "buffer": archive(page, running_site.address)}
    page.set_input_files("#content-file", sent)
    page.locator("form[enctype] button").last.click()
    page.wait_for_url(re.compile("waiting"))
    judged(axe, page, language)
    assert page.locator(".difference").count()


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_wide_pages_have_none_either(visit_as, axe, running_site, editor_in, colour):
    page = visit_as(editor_in("ar"), PAGE, width=1280, colour=colour)
    judged(axe, page, "ar")


def test_words_come_back_by_keyboard_alone_and_without_scripts(visit_as, running_site, editor_in):
    page = visit_as(editor_in("ar"), PAGE, width=1280, javascript=False)
    page.select_option("#upload-language", "fr")
    sent = {"name": "words.csv", "mimeType": "text/csv", "buffer": table(page, running_site.address, "fr")}
    page.set_input_files("#words-file", sent)
    page.focus("#words-file")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("waiting"))
    assert page.locator(".difference[lang=fr] ins").first.evaluate("tag => getComputedStyle(tag).direction") == "ltr"
    page.focus("button[value=take]")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("done=drafts"))
    page.go_back()
    page.goto(f"{running_site.address}{PAGE}/waiting")
    assert not page.locator("button[value=take]").count()


def test_words_are_downloaded(visit_as, editor_in):
    page = visit_as(editor_in("en"), PAGE, width=1280)
    page.select_option("#language", "ru")
    # What is missing or outdated is nothing, unless somebody edited before.
    page.select_option("#which", "")
    with page.expect_download() as started:
        page.locator("form[method=get] button").first.click()
    assert started.value.suggested_filename == "words-ru.xlf"
