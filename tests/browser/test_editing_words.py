"""A source changes and its translations catch up: five by mouse, one by keyboard, two on Arabic pages."""

from __future__ import annotations

import pytest
from hands import Keyboard, Mouse
from playwright.sync_api import expect

from catalogue.jobs.index import update_index
from catalogue.rights import Grant, Role

pytestmark = pytest.mark.browser

ADDED = "Parcels are sent on, too."
SAID = {
    "en": ("parcels", f"Letters to your old address are brought to your new one. {ADDED}"),
    "fr": ("colis", "Vos lettres arrivent à votre nouvelle adresse. Vos colis aussi."),
    "es": ("paquetes", "Sus cartas llegan a su nueva dirección. También sus paquetes."),
    "ar": ("الطرود", "تصل رسائلكم إلى عنوانكم الجديد، وكذلك الطرود."),
    "ru": ("посылки", "Письма придут на ваш новый адрес, и посылки тоже."),
    "zh": ("包裹", "寄到旧地址的信件会转到您的新地址，包裹也一样。"),
}
"""By language: what somebody looks for afterwards, and the summary."""

CASES = {
    "five languages by mouse": (Mouse, "en", "redirect-post", ("fr", "es", "ar", "ru", "zh")),
    "Arabic pages": (Mouse, "ar", "update-vehicle-address", ("ar", "fr")),
    "by keyboard": (Keyboard, "en", "register-first-address", ("zh",)),
}


def open_service(hand, service: str) -> None:
    hand.follow("nav a[href='/editor/objects']", "**/editor/objects")
    hand.write("#q", service)
    hand.follow(".filters button", "**/editor/objects?**")
    hand.follow(f".row-title a[href='/editor/service/{service}/']", f"**/{service}/")


def write_summary(hand, language: str, *, open_only: bool) -> None:
    """Write a summary on a page of words and save it."""
    if open_only:
        hand.follow("main a[href$='?show=open']", "**show=open")
    hand.write("#text-summary", SAID[language][1])
    hand.follow("button[value=save]", "**saved=draft**")


def send_for_review(hand, language: str) -> None:
    hand.follow(".lead a", "**/editor/service/*/")
    hand.tick(f"input[name=part][value={language}]")
    hand.write("#note", "Parcels")
    hand.follow("button[value=submit]", "**done=submitted")


def publish_all(hand, service: str) -> None:
    hand.follow("nav a[href='/editor/']", "**/editor/")
    hand.follow(f"main a[href='/editor/service/{service}/review']", "**/review")
    hand.follow("button[value=publish]", "**done=published")


def catch_up(hand, service: str, language: str) -> None:
    """Go from the desk to what is outdated in a language, translate it, and send it."""
    page = hand.page
    hand.follow("nav a[href='/editor/']", "**/editor/")
    hand.follow(f"main a[href='/editor/translations/{language}']", f"**/translations/{language}")
    hand.follow(f".row-title a[href^='/editor/service/{service}/']", f"**/words/{language}")
    summary = page.locator(".segment[aria-labelledby=name-summary]")
    expect(summary.locator(".tag.warn")).to_be_visible()
    expect(summary.locator(".difference ins").last).to_contain_text("too")
    expect(summary.locator(".difference")).to_have_attribute("lang", "en")
    write_summary(hand, language, open_only=True)
    # Nothing is left that needs a hand, and among all sections this one is current.
    expect(page.locator("textarea")).to_have_count(0)
    hand.follow("#words a[href$='/words/" + language + "']", f"**/words/{language}")
    expect(summary.locator(".tag")).not_to_have_class("tag warn")
    expect(page.locator("#text-summary")).to_have_value(SAID[language][1])
    send_for_review(hand, language)


@pytest.mark.parametrize("case", CASES)
def test_translations_catch_up_with_their_source(visit, site, running_site, member, case):
    hands, pages, service, wanted = CASES[case]
    editor = member(Mouse, Role.EDITOR)
    open_service(editor, service)
    editor.follow("main a[href$='/words/en']", "**/words/en")
    write_summary(editor, "en", open_only=False)
    send_for_review(editor, "en")
    reviewer = member(hands, Role.REVIEWER, pages)
    publish_all(reviewer, service)
    update_index(running_site.catalogue)
    reader = visit(f"/{wanted[0]}/services/{service}")
    expect(reader.locator("main")).not_to_contain_text(SAID[wanted[0]][1])

    translator = member(hands, tuple(Grant(Role.TRANSLATOR, language=code) for code in wanted), pages)
    for language in wanted:
        catch_up(translator, service, language)
    publish_all(reviewer, service)
    update_index(running_site.catalogue)

    for language in wanted:
        translator.page.goto(f"{site}/editor/translations/{language}")
        expect(translator.page.locator("main h1")).to_be_visible()
        expect(translator.page.locator(f"main a[href^='/editor/service/{service}/']")).to_have_count(0)
    reader.goto(f"{site}/{wanted[-1]}/chat?about=service:{service}")
    expect(reader.locator(".turn.told")).to_contain_text(SAID[wanted[-1]][1])
    for language in ("en", *wanted):
        looked_for, summary = SAID[language]
        reader.goto(f"{site}/{language}/services/{service}")
        expect(reader.locator("main")).to_contain_text(summary)
        reader.goto(f"{site}/{language}/search?q={looked_for}")
        expect(reader.locator("li", has=reader.locator(f"a[href*='/services/{service}']"))).to_contain_text(summary)
