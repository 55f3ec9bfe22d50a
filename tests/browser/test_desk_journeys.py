"""What the desk promises, by keys in a real browser: a slip, a complaint, a failed search, somebody from the chat."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import is_whole, judged
from keyboard import press_on, tab_to, type_into
from postbox import Postbox, PostServer
from reporting import stored
from reserved_port import reserved_port
from staff import a_person

from catalogue.commands.desk.queue import join_queue
from catalogue.commands.inquiries.pass_time import tell_of_late
from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.handed_over import Codes
from catalogue.jobs.mail import send_due
from catalogue.jobs.run import work_once
from catalogue.languages import languages
from catalogue.rights import Grant, Role
from catalogue.settings import MailSettings

pytestmark = pytest.mark.browser
numbers = count()
FIELDS = "tags => tags.map(tag => tag.dataset.field)"


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


def add(site, *grants, language="en") -> str:
    mail = f"desk{next(numbers)}@example.org"
    a_person(site.catalogue, mail, *grants, language=language)
    return mail


def main_of(page) -> str:
    return page.locator("main").inner_text()


def choose(page, selector: str, value: str) -> None:
    """Go to a list of choices by keys and move through it until one is chosen."""
    tab_to(page, selector)
    page.keyboard.press("Home")
    for _ in range(page.locator(f"{selector} option").count()):
        if page.input_value(selector) == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no key chooses {value} in {selector}")


def ask(page, text: str) -> str:
    """Type into the chat and return the newest answer."""
    told = page.locator(".chat-log .told")
    before = told.count()
    type_into(page, "#chat-text", text)
    page.keyboard.press("Enter")
    told.nth(before).wait_for()
    return told.last.inner_text()


def test_a_bilingual_slip_is_printed_and_opened_again_in_the_chat_and_on_a_phone(visit_own, own_site):
    clerk = visit_own(add(own_site, Role.DESK), "/desk/")
    for key in (*"1103", "Enter"):
        clerk.keyboard.press(key)
    clerk.locator("#sheet[data-service=register-birth]").wait_for()
    clerk.keyboard.press("F4")
    choose(clerk, "#desk-beside", "ar")
    clerk.locator("#sheet.two").wait_for()
    press_on(clerk, "#have-identity", " ")
    clerk.keyboard.press("F2")
    clerk.wait_for_url(re.compile("/desk/slip"))
    clerk.emulate_media(media="print")
    assert len(re.findall(rb"/MediaBox", clerk.pdf(prefer_css_page_size=True))) == 1
    assert clerk.locator(".code-card svg.qr").is_visible()
    rows = clerk.locator("#slip-bring [data-field]")
    printed = rows.evaluate_all(FIELDS)
    assert printed
    for row in rows.all():
        directions = [cell.evaluate("tag => getComputedStyle(tag).direction") for cell in row.locator(".cell").all()]
        assert directions == ["rtl", "ltr"]
    code = clerk.locator(".code-card .code").inner_text()

    chat = visit_own(None, "/ar/chat", width=360)
    told = ask(chat, code)
    assert chat.locator("html").get_attribute("dir") == "rtl"
    phone = visit_own(None, f"/go/{code}?language=ar", width=360)
    assert phone.locator("#slip-bring [data-field]").evaluate_all(FIELDS) == printed
    assert is_whole(phone)
    for title in phone.locator("#slip-bring [data-field] .cell").evaluate_all(
        "tags => tags.map(tag => tag.innerText.trim().split('\\n')[0])"
    ):
        assert title.partition(" (")[0][:12] in told, (title, told)


@pytest.fixture
def postbox():
    box = Postbox()
    with reserved_port() as port:
        server = PostServer(box, port)
        server.start()
        box.server = MailSettings("127.0.0.1", port, "Onedoor <cases@portal.example.org>", security="none")
        yield box
        server.stop()


def test_a_complaint_goes_from_receipt_through_transfer_and_lateness_to_the_public_page(
    visit_own, own_site, clock, postbox
):
    catalogue = own_site.catalogue
    page = visit_own(None, "/en/help/new?about=service%3Aregister-birth")
    press_on(page, "#kind-question", " ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    type_into(page, "#text", "They asked for a stamp.")
    type_into(page, "#mail", "quentin@post.example.org")
    press_on(page, "main .buttons button")
    page.get_by_text("We have received your case").wait_for()
    assert page.locator("main svg.qr").is_visible()
    number, code = re.search(r"(\d\d-\d{6}-\d).*?(C[0-9A-Z]{3}(?:-[0-9A-Z]{4}){4})", main_of(page), re.DOTALL).groups()
    address = f"/desk/cases/{number.replace('-', '')}"

    first = visit_own(add(own_site, Grant(Role.DESK, "civil-registry")), address)
    press_on(first, "button[value=take]")
    choose(first, "#organisation", "courts-service")
    press_on(first, "button[value=transfer]")
    first.wait_for_url("**/desk/cases/")
    assert number not in main_of(first)

    clock.now += timedelta(days=17)
    assert tell_of_late(catalogue) == 1
    send_due(catalogue, postbox.server)
    assert len(postbox.mails) == 2
    assert "taking longer than we promised" in postbox.mails[1][1].get_content()
    chat = visit_own(None, "/en/chat")
    assert "The answer is late. We are sorry." in ask(chat, code)

    second = visit_own(add(own_site, Grant(Role.DESK, "courts-service")), address)
    assert "Late" in main_of(second)
    press_on(second, "button[value=take]")
    type_into(second, "#text", "No stamp is needed.")
    press_on(second, "button[value=answer]")
    press_on(second, "#outcome-changed", " ")
    type_into(second, "#text", "The page says so now.")
    press_on(second, "button[value=note]")
    second.get_by_text("not published yet").wait_for()
    reviewer = visit_own(add(own_site, Grant(Role.REVIEWER, "courts-service")), address)
    press_on(reviewer, "button[value=publish]")
    reviewer.locator("button[value=unpublish]").wait_for()
    send_due(catalogue, postbox.server)
    assert len(postbox.mails) == 3
    assert "stamp" not in "".join(mail.as_string() for _, mail in postbox.mails)

    told = ask(chat, f"what about {code}?")
    assert "Answered on" in told
    assert "late" not in told
    # The code that the drawing on the receipt brings is in the field, and nowhere else.
    page.goto(f"{own_site.address}/en/help/follow#{code}")
    page.wait_for_function("document.querySelector('#code').value !== ''")
    assert page.input_value("#code") == code
    assert code not in page.url
    press_on(page, "main .buttons button")
    page.get_by_text("No stamp is needed.").wait_for()
    page.goto(f"{own_site.address}/en/help/answered")
    assert "The page says so now." in main_of(page)
    assert "stamp" not in main_of(page)


def test_a_search_that_failed_at_every_door_is_mended_by_a_synonym_and_proved(visit_own, own_site, clock):
    words = "zorbleflax"
    portal = visit_own(None, "/en/")
    chat = visit_own(None, "/en/chat")
    desk = visit_own(add(own_site, Role.DESK), "/desk/")

    def search_portal() -> str:
        portal.goto(f"{own_site.address}/en/")
        type_into(portal, "input[name=q]", words)
        portal.keyboard.press("Enter")
        portal.wait_for_url("**/search?**")
        return main_of(portal)

    def search_desk() -> str:
        desk.keyboard.press("Escape")
        desk.keyboard.press("Control+a")
        with desk.expect_navigation():
            desk.keyboard.type(words)
            desk.keyboard.press("Enter")
        return main_of(desk)

    for _ in range(2):
        assert "dog" not in search_portal().lower()
        ask(chat, words)
        assert chat.locator(".choices").get_by_text("dog").count() == 0
        assert f"Nothing was found for “{words}”" in search_desk()
        with desk.expect_navigation():
            desk.keyboard.press("F8")
        desk.get_by_text("Noted:").wait_for()
        record_failed_searches(own_site.catalogue)
        clock.now += timedelta(days=1)
        # People of staff who were away for a day sign in again; this browser does so by another account.
        desk = visit_own(add(own_site, Role.DESK), "/desk/")

    editor = visit_own(add(own_site, Role.EDITOR), "/editor/searches")
    listed = main_of(editor)
    assert words in listed
    assert "2 times at a counter" in listed
    assert "It still finds nothing." in listed
    press_on(editor, "main details summary")
    type_into(editor, "main details[open] input[name=answer]", "dog")
    press_on(editor, "button[value=synonym]")
    editor.wait_for_url("**said=synonym**")
    work_once(own_site.catalogue)
    editor.reload()
    assert "It finds something now:" in main_of(editor)

    search_portal()
    assert portal.locator('main a[href*="/services/register-dog"]').count() == 1
    ask(chat, words)
    assert chat.locator(".choices").get_by_text("Register your dog").count() == 1
    search_desk()
    assert desk.locator("#sheet").get_attribute("data-service") == "register-dog"


@pytest.mark.parametrize("javascript", [True, False])
def test_f9_reports_an_error_in_the_entry_that_is_open(visit_own, own_site, javascript):
    page = visit_own(add(own_site, Role.DESK), "/desk/?q=1103&place=port-alba", javascript=javascript)
    if javascript:
        page.keyboard.press("F9")
        assert page.evaluate("document.activeElement.id") == "report-text"
    else:
        press_on(page, "#report summary")
        tab_to(page, "#report-text")
    page.keyboard.type("The phone number rings in an empty room.")
    page.keyboard.press("Enter")
    page.get_by_text("Reported:").wait_for()
    assert page.locator("#sheet").get_attribute("data-service") == "register-birth"
    (row,) = stored(own_site.catalogue)
    assert (row.channel, row.object_key, row.place) == ("desk", "register-birth", "port-alba")


def test_a_person_from_the_chat_is_served_by_keys(visit_own, own_site, clock):
    # On Monday at ten in the morning the desk is open.
    clock.now += timedelta(days=2)
    chat = visit_own(None, "/fr/chat")
    ask(chat, "acte de naissance")
    ask(chat, "parler à une personne")
    press_on(chat, "button[value^='queue:join']")
    chat.get_by_text("Vous avez le numéro 1").wait_for()
    desk = visit_own(add(own_site, Role.DESK), "/desk/queue/")
    press_on(desk, "main .rows h2 a")
    press_on(desk, "button[value=take]")
    press_on(desk, "main a.button")
    desk.locator("#sheet.two").wait_for()
    desk.keyboard.press("F2")
    desk.wait_for_url(re.compile("/desk/slip"))
    press_on(desk, "button[value=slip]")
    desk.get_by_text("The person will read it in their chat.").wait_for()
    press_on(chat, "button[value='queue:look']")
    chat.get_by_text("Le guichet vous a répondu").wait_for()
    press_on(chat, "button[value^='start:D']")
    chat.get_by_text("Où aller").first.wait_for()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [360, 1280])
def test_the_queue_has_no_violation(visit_own, own_site, axe, language, width):
    for ticket in ("a", "b"):
        with own_site.catalogue.work("bot") as work:
            join_queue(work, ticket, Codes("ar", "having-a-baby", "register-birth", "port-alba", "PABCDEFGHJKMNPQ"))
    page = visit_own(add(own_site, Role.DESK, language=language), "/desk/queue/", width=width)
    judged(axe, page, language)
    page.click("main .rows h2 a")
    judged(axe, page, language)
    page.click("button[value=take]")
    page.locator("#slip").wait_for()
    judged(axe, page, language)
    page.fill("#slip", "x")
    page.click("button[value=slip]")
    page.locator("[role=alert]").wait_for()
    judged(axe, page, language)
