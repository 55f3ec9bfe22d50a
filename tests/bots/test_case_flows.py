"""A case that is late, escalated, answered, opened again and closed, as the chat tells it in six languages."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from as_seen import as_seen
from cases import CLERK, a_case
from content_builder import card, changed, entry, small_content

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Utterance
from catalogue.commands.import_content import import_content
from catalogue.commands.inquiries.handle import answer, take
from catalogue.commands.inquiries.pass_time import close_answered, tell_of_late
from catalogue.commands.inquiries.reopen import reopen
from catalogue.facts import Kind
from catalogue.inquiries.numbers import shown_code
from catalogue.settings import PROJECT

AUCKLAND = ZoneInfo("Pacific/Auckland")
TOLD = {
    "en": (
        ["Received", "Received on 21 November 2026", "Answer promised by 4 December 2026"],
        ["The answer is late. We are sorry.", "Answer promised by 21 December 2026"],
        ["The answer is late. We are sorry.", "The organisation above was told of it."],
        ["Answered on 23 December 2026", "You can open it again until 21 January 2027"],
        ["Opened again", "Answer promised by 8 January 2027"],
        ["Closed"],
    ),
    "fr": (
        ["Reçue", "21 novembre 2026", "4 décembre 2026"],
        ["La réponse est en retard. Nous vous prions de nous en excuser.", "21 décembre 2026"],
        ["La réponse est en retard.", "L’organisme de tutelle en a été informé."],
        ["Répondue", "23 décembre 2026", "21 janvier 2027"],
        ["Rouverte", "8 janvier 2027"],
        ["Close"],
    ),
    "es": (
        ["Recibido", "21 de noviembre de 2026", "4 de diciembre de 2026"],
        ["La respuesta se retrasa. Le pedimos disculpas.", "21 de diciembre de 2026"],
        ["La respuesta se retrasa.", "Se ha avisado al organismo superior."],
        ["Respondido", "23 de diciembre de 2026", "21 de enero de 2027"],
        ["Reabierto", "8 de enero de 2027"],
        ["Cerrado"],
    ),
    "ar": (
        ["استُلم"],
        ["تأخّر الرد. نعتذر لكم."],
        ["تأخّر الرد.", "أُبلغت الجهة الأعلى بذلك."],
        ["تم الرد"],
        ["أُعيد فتحه"],
        ["مغلق"],
    ),
    "ru": (
        ["Получено", "21 ноября 2026", "4 декабря 2026"],
        ["Ответ задерживается. Приносим извинения.", "21 декабря 2026"],
        ["Ответ задерживается.", "Вышестоящая организация извещена."],
        ["Дан ответ", "23 декабря 2026", "21 января 2027"],
        ["Открыто снова", "8 января 2027"],
        ["Закрыто"],
    ),
    "zh": (
        ["已收到", "2026年11月21日", "2026年12月4日"],
        ["答复已逾期，非常抱歉。", "2026年12月21日"],
        ["答复已逾期", "已告知上级机构。"],
        ["已答复", "2026年12月23日", "2027年1月21日"],
        ["已重新受理", "2027年1月8日"],
        ["已结案"],
    ),
}
LATE = {language: told[1][0].partition(".")[0].partition("。")[0] for language, told in TOLD.items()}


@pytest.fixture
def country(empty_catalogue):
    """The small country, with a ministry above the registry."""
    below = entry(Kind.ORGANISATION, "registry", {"level": "national", "parent": "ministry"}, en=card("Registry"))
    above = entry(Kind.ORGANISATION, "ministry", {"level": "national"}, en=card("Ministry"))
    import_content(empty_catalogue, changed(small_content(), below, above))
    return empty_catalogue


def at(catalogue, year, month, day):
    catalogue.clock.now = datetime(year, month, day, 12, tzinfo=AUCKLAND)


def test_every_turn_of_a_case_is_told_in_every_language(country, translated):
    dialogue = Dialogue(country, PROJECT / "translations")
    receipt = a_case(country)
    flow = 0

    def follow():
        nonlocal flow
        for language, told in TOLD.items():
            reply, _ = dialogue.respond(Utterance(shown_code(receipt.code)), Memory(language=language))
            for words in told[flow]:
                assert words in as_seen(reply.text), (language, flow, reply.text)
            if flow not in (1, 2):
                assert LATE[language] not in reply.text, (language, flow)
            assert (TOLD[language][2][-1] in reply.text) is (flow == 2), (language, flow)
        flow += 1

    follow()
    at(country, 2026, 12, 7)
    assert tell_of_late(country) == 1
    follow()
    at(country, 2026, 12, 22)
    assert tell_of_late(country) == 1
    follow()
    at(country, 2026, 12, 23)
    with country.work(CLERK.mail) as work:
        take(work, CLERK, receipt.number)
        answer(work, CLERK, receipt.number, "No stamp is needed.", "en")
    follow()
    at(country, 2026, 12, 24)
    with country.work("person") as work:
        reopen(work, receipt.code, "It was asked for again.")
    follow()
    with country.work(CLERK.mail) as work:
        take(work, CLERK, receipt.number)
        answer(work, CLERK, receipt.number, "It is not any more.", "en")
    at(country, 2027, 2, 27)
    assert close_answered(country) == 1
    follow()
    assert flow == 6
