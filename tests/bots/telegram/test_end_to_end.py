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


def test_a_question_written_anew_gets_its_answer_in_the_place_of_the_one_before(bot, telegram):
    asked = telegram.say(10, "How much is a resident parking permit in Port Alba?")["message"]
    assert "€96 per year" in telegram.answered(10, 1)[0]
    telegram.write_anew(asked, "How much is a resident parking permit in Norvale?")
    telegram.wait_for(lambda: telegram.seen(10).edits)
    (text,) = telegram.seen(10).texts
    assert "€96" not in text
    assert "place=norvale" in text
    telegram.say(10, "and how long does it take?")
    assert "place=norvale" in telegram.answered(10, 2)[1]
    # Something was asked since: the answer comes below, and says what it answers.
    telegram.write_anew(asked, "register a birth")
    assert "Register a birth" in telegram.answered(10, 3)[2]
    assert telegram.seen(10).messages[2]["reply_parameters"]["message_id"] == asked["message_id"]


def test_a_long_answer_becomes_a_short_one_and_the_rest_of_it_is_taken_away(bot, telegram, monkeypatch):
    monkeypatch.setattr("bots.telegram.render.LONGEST_MESSAGE", 300)
    asked = telegram.say(16, "what papers do I need to register a birth?")["message"]
    telegram.wait_for(lambda: telegram.seen(16).buttons())
    assert len(telegram.seen(16).texts) > 1
    telegram.write_anew(asked, "thanks")
    telegram.wait_for(lambda: len(telegram.seen(16).texts) == 1)
    assert "You are welcome" in telegram.seen(16).texts[0]


def test_a_place_that_moves_on_the_map_is_answered_once(bot, telegram):
    where = telegram.message(17, location={"latitude": 38.9131, "longitude": -15.0209, "live_period": 600})
    telegram.bring(message=where)
    telegram.answered(17, 1)
    telegram.bring(edited_message=where | {"edit_date": 1, "location": {"latitude": 38.92, "longitude": -15.02}})
    telegram.say(17, "thanks")
    assert len(telegram.answered(17, 2)) == 2


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
