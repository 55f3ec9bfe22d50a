"""The chat says what the page says: every word of a section stands in the answer, every number of it on the page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from bots.dialogue.answers.service import answer_service
from bots.dialogue.answers.special import one_case
from bots.dialogue.answers.steps import one_way
from bots.dialogue.answers.where import office_line, offices_of
from bots.dialogue.reply import Block, Intent
from catalogue.languages import languages
from catalogue.queries.services import get_service, list_services

PLACES = (None, "norvale", "port-alba")

SECTION_OF = {
    "who": (Intent.ELIGIBILITY,),
    "need": (Intent.DOCUMENTS,),
    "cost": (Intent.FEES,),
    "time": (Intent.TIME,),
    "how": (Intent.WHERE, Intent.STEPS),
    "cases": (Intent.SPECIAL,),
}
"""The sections of a service's page, and the questions that they answer."""

SAID_OTHERWISE = (
    # The remark follows at once.
    "Only in some cases; the remark says in which.",
    # A button opens the address, and the address itself is in the answer.
    "Go to the online service",
    "You leave this site for %(site)s.",
    "Where to go",
    # Papers, fees and titles are quoted in one sentence.
    "You get it here:",
)
"""What the page says that is no fact."""

MARKS = re.compile("[\u2066-\u2069\u200e\u200f]")
TOP_SECTION = re.compile(r'<section id="(what|who|need|cost|time|how|get|cases|next|complaint|law)"')
TAG = re.compile(r"<[^>]*>")
NO_FACTS = re.compile(r"<h2.*?</h2>|<thead.*?</thead>|<div class=\"applied\".*", re.DOTALL)
NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f \-]\d+)*")


def squeezed(text: str) -> str:
    """Return a text with one kind of space, without marks of direction."""
    return " ".join(MARKS.sub("", text).split())


def unspaced(text: str) -> str:
    """Return a text without spaces: Chinese sentences follow each other with or without one."""
    return text.replace(" ", "")


def sections(html: str) -> dict[str, str]:
    """Return the parts of a page that stand under its headings."""
    pieces = TOP_SECTION.split(html)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def said_by(part: str) -> set[str]:
    """Return what a part of a page says, by the elements that say it."""
    texts = TAG.split(NO_FACTS.sub("", part[part.index(">") + 1 :]))
    pieces = (piece for text in texts for piece in re.split(r" · | / ", squeezed(unescape(text))))
    return {piece.strip(" ·/()–") for piece in pieces} - {""}


def text_of(blocks: tuple[Block, ...]) -> str:
    """Return what blocks say, without the bullets and numbers of lists."""
    return "\n".join(f"{line.text} {line.address or ''}" for block in blocks for line in block.lines)


def told(turn, page, intent: Intent) -> str:
    """Return all that the chat tells of one question, on request included."""
    blocks = answer_service(turn, page, intent).blocks
    if intent is Intent.STEPS:
        blocks += tuple(block for channel in page.channels for block in one_way(turn, channel, page))
    if intent is Intent.SPECIAL:
        blocks += tuple(block for case in page.exceptions for block in one_case(turn, case))
    offices = [office_line(turn, office) for office in offices_of(turn, page)] if intent is Intent.WHERE else []
    return squeezed("\n".join((text_of(blocks), *offices)))


def differences(turn, html: str, offices: str, id: str) -> list[str]:
    """Return where the chat and the page tell different things about a service."""
    page = get_service(turn.reading, id)
    unsaid = {squeezed(turn.gettext(phrase)) for phrase in SAID_OTHERWISE if "%" not in phrase}
    leaving = re.escape(turn.gettext("You leave this site for %(site)s.", site="SITE")).replace("SITE", ".*")
    numbers = set(NUMBER.findall(squeezed(unescape(TAG.sub("\n", html)))))
    numbers |= set(NUMBER.findall(offices)) | set(NUMBER.findall(html))
    found = []
    parts = sections(html)
    for name, intents in SECTION_OF.items():
        chat = " ".join(told(turn, page, intent) for intent in intents)
        missing = [
            piece
            for piece in said_by(parts[name])
            if unspaced(piece) not in unspaced(chat) and piece not in unsaid and not re.fullmatch(leaving, piece)
        ]
        invented = set(NUMBER.findall(chat)) - numbers
        found += [f"{id} {turn.language} {name}: the chat lacks “{piece}”" for piece in missing]
        found += [f"{id} {turn.language} {name}: the page lacks {number}" for number in sorted(invented)]
    return found


@pytest.fixture(scope="session")
def local_services(a_turn) -> dict[str, bool]:
    """The services, and whether some place has rules of its own for them."""
    with a_turn() as turn:
        ids = sorted(card.id for card in list_services(turn.reading).cards)
        return {id: bool(get_service(turn.reading, id).local_places) for id in ids}


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", languages())
def test_the_chat_tells_what_the_page_tells(a_turn, meridia, local_services, language, place):
    # For a place, services for which none has rules differ in their offices only: each is compared in one language.
    position = list(languages()).index(language)
    compared = [
        id
        for number, (id, local) in enumerate(local_services.items())
        if local or place is None or number % len(languages()) == position
    ]
    query = f"?place={place}" if place else ""
    with a_turn(language, place) as turn:
        offices = squeezed(unescape(TAG.sub("\n", meridia.get(f"/{language}/offices{query}").text)))
        found = [
            difference
            for id in compared
            for difference in differences(turn, meridia.get(f"/{language}/services/{id}{query}").text, offices, id)
        ]
    assert len(compared) >= 10
    assert not found, "\n".join(found[:40])


PAGE = """
<section id="what"><p>What</p></section>
<section id="who"><h2>Who</h2><p>For all</p></section>
<section id="need"><h2>Need</h2><p><a href="/x">Passport</a></p><ul><li>2 copies</li></ul></section>
<section id="cost"><table><tr><td>€12.50</td></tr></table></section>
<section id="time"><p>5 days</p><div class="applied"><p>never said</p></div></section>
<section id="how"><p>At an office · By post</p></section>
<section id="get"></section><section id="cases"></section><section id="next"></section>
"""


def test_a_page_is_read_by_its_sections_without_furniture():
    parts = sections(PAGE)
    assert {name: said_by(part) for name, part in parts.items() if name in SECTION_OF} == {
        "who": {"For all"},
        "need": {"Passport", "2 copies"},
        "cost": {"€12.50"},
        "time": {"5 days"},
        "how": {"At an office", "By post"},
        "cases": set(),
    }


def test_a_wrong_amount_a_missing_paper_and_an_invented_day_are_found(a_turn, meridia):
    with a_turn("en") as turn:
        html = meridia.get("/en/services/apply-child-passport").text
        assert differences(turn, html, "", "apply-child-passport") == []
        wrong = html.replace("€38", "€39").replace(">Passport photo<", ">Photograph<")
        found = differences(turn, wrong, "", "apply-child-passport")
    assert "apply-child-passport en cost: the chat lacks “€39”" in found
    assert "apply-child-passport en cost: the page lacks 38" in found
