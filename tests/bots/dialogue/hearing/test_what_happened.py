"""Who tells what has happened gets the life event; who goes on about a day or a price stays with what was spoken of."""

from __future__ import annotations

import pytest

from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Utterance

TOLD = [
    ("en", "my father has died", "death-of-a-relative"),
    ("en", "my mother died yesterday", "death-of-a-relative"),
    ("en", "my dad passed away last night what do I do", "death-of-a-relative"),
    ("fr", "mon père est mort", "death-of-a-relative"),
    ("es", "mi padre ha muerto", "death-of-a-relative"),
    ("ar", "توفي والدي ماذا أفعل", "death-of-a-relative"),
    ("ru", "умер отец, что делать", "death-of-a-relative"),
    ("zh", "我父亲去世了", "death-of-a-relative"),
    ("en", "I'm moving to Norvale next month", "moving-home"),
    ("fr", "nous déménageons, que faire en premier ?", "moving-home"),
    ("zh", "我们要搬家，先办什么？", "moving-home"),
    ("ar", "مرحبا زوجتي حامل شو لازم نعمل؟", "having-a-baby"),
    ("ar", "سأرزق بمولود", "having-a-baby"),
    ("es", "voy a tener un bebé", "having-a-baby"),
    ("ru", "мы ждём ребёнка", "having-a-baby"),
]

GOING_ON = [
    ("en", "How do I register a birth?", ("is it open next Tuesday", "are they open on Saturday?")),
    ("ar", "كيف أسجل مولودي؟", ("وقديش بتكلف بنورفالي؟", "وين، وبيفتحوا السبت؟")),
    ("fr", "quels papiers pour déclarer une naissance ?", ("c’est ouvert samedi ?",)),
    ("es", "¿qué papeles para inscribir un nacimiento?", ("¿abren el sábado?",)),
    ("ru", "какие документы для регистрации рождения?", ("они открыты в субботу?",)),
    ("zh", "登记出生要什么材料？", ("星期六开门吗？",)),
]


@pytest.mark.parametrize(("language", "text", "life_event"), TOLD)
def test_what_has_happened_is_a_life_event(dialogue, language, text, life_event):
    reply, _ = dialogue.respond(Utterance(text), Memory(language=language))
    assert reply.answers[0].life_event == life_event


@pytest.mark.parametrize(("language", "first", "later"), GOING_ON)
def test_a_day_that_is_asked_about_is_no_other_subject(dialogue, language, first, later):
    _, memory = dialogue.respond(Utterance(first), Memory(language=language))
    for text in later:
        reply, memory = dialogue.respond(Utterance(text), memory)
        assert reply.answers[0].service == "register-birth", text


def test_what_stands_within_a_question_is_what_it_is_about(dialogue):
    reply, _ = dialogue.respond(Utterance("what does the burial permit cost?"), Memory(language="en"))
    assert (reply.answers[0].intent, reply.answers[0].service) == ("fees", "get-burial-permit")
