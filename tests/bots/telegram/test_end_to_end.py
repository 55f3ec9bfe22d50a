"""The bot as a citizen meets it, over real HTTP: words, buttons, files, places on the map, links, by both ways."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.telegram


@pytest.fixture(params=["polling", "webhook"])
def bot(run_bot, request):
    with run_bot(webhook=request.param == "webhook") as running:
        yield running


def test_a_question_is_answered_with_its_source_and_followed_up(bot, telegram):
    telegram.say(7, "How much is a resident parking permit in Port Alba?")
    (first,) = telegram.answered(7, 1)
    assert "€96 per year" in first
    assert "Service code 2103" in first
    assert "/en/services/apply-resident-parking?place=port-alba" in first
    telegram.say(7, "and what papers do I need?")
    assert "What you need" in telegram.answered(7, 2)[1]
    (heading, *_) = telegram.seen(7).messages[0]["entities"]
    assert heading["type"] == "bold"
    assert heading["offset"] == 0


def test_a_plan_by_buttons_with_its_files(bot, telegram):
    telegram.say(8, "/start")
    telegram.answered(8, 1)
    for label in ("Life events", "Moving home", "Show the plan now"):
        before = len(telegram.seen(8).texts)
        telegram.press(8, telegram.seen(8).buttons()[label])
        telegram.answered(8, before + 1)
    telegram.press(8, telegram.seen(8).buttons()["Print"])
    telegram.wait_for(lambda: telegram.seen(8).files == ["plan.html"])
    assert b"<html" in telegram.chats.files[0]
    assert len(telegram.chats.callback_answers) == 4


def test_a_link_of_the_portal_opens_the_same_thing_in_its_language(bot, telegram):
    telegram.say(9, "/start ar_2103")
    (text,) = telegram.answered(9, 1)
    assert "2103" in text
    assert "تصريح" in text
    telegram.say(9, "/start !!tampered")
    assert telegram.answered(9, 2)[1]
    assert telegram.seen(9).buttons()


def test_an_edited_message_is_answered_as_it_is_now(bot, telegram):
    telegram.bring(edited_message=telegram.message(10, text="register a birth"))
    assert "Register a birth" in telegram.answered(10, 1)[0]


def test_a_place_on_the_map_finds_the_nearest_offices(bot, telegram):
    telegram.bring(message=telegram.message(11, location={"latitude": 38.9131, "longitude": -15.0209}))
    assert "Norvale" in telegram.answered(11, 1)[0]


def test_photos_are_not_wanted(bot, telegram):
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    telegram.bring(message=telegram.message(12, photo=photo, language="fr"))
    assert "texte" in telegram.answered(12, 1)[0]


def test_in_a_group_only_commands_are_answered_and_politely(bot, telegram):
    telegram.say(-13, "where do I register a birth?", kind="group")
    telegram.say(-13, "/start", kind="group")
    assert "private" in telegram.answered(-13, 1)[0]
    assert len(telegram.seen(-13).texts) == 1


def test_inline_results_can_be_shared(bot, telegram):
    query = telegram.type_inline(14, "acte de naissance", language="fr")
    telegram.wait_for(lambda: telegram.chats.inline_answers)
    (answer,) = telegram.chats.inline_answers
    assert answer["inline_query_id"] == query
    assert 1 <= len(answer["results"]) <= 10
    assert all("/fr/" in result["input_message_content"]["message_text"] for result in answer["results"])
    assert "t.me/onedoor_test_bot?start=fr_" in str(answer["results"])


def test_everything_is_forgotten_when_asked(bot, telegram, tmp_path):
    telegram.say(15, "resident parking in Norvale")
    telegram.answered(15, 1)
    telegram.say(15, "/forget")
    assert "forgotten" in telegram.answered(15, 2)[1]
    telegram.say(15, "how much is it?")
    assert "parking" not in telegram.answered(15, 3)[2].casefold()


def test_what_the_bot_is_called_and_can_do_is_told_to_telegram_in_every_language(bot, telegram):
    telegram.wait_for(lambda: ("menu", "") in telegram.methods.told)
    languages = {given.get("language_code") for given in telegram.called("setMyCommands")}
    assert languages == {None, "en", "fr", "es", "ar", "ru", "zh"}
