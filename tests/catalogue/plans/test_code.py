from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import A_DAY, a_pathway, a_question, a_service, a_situation, a_step
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import BadCode, NotFound
from catalogue.plans.code import LONGEST, is_plan_code, is_sound_plan_code, normalise, pack, spoken, unpack
from catalogue.plans.pathway import Numbers, Pathway, Situation
from catalogue.plans.symbols import ALPHABET, with_check
from catalogue.read_models.plan import Dropped

STEPS = tuple(f"step-{number}" for number in range(1, 16))
QUESTIONS = tuple(f"question-{number}" for number in range(1, 13))
CHANNELS = ("online", "office", "post", "phone")


def a_large_pathway(steps: tuple[str, ...] = STEPS, questions: tuple[str, ...] = QUESTIONS) -> Pathway:
    ways = [{"id": kind, "kind": kind} for kind in CHANNELS]
    return a_pathway(
        [a_step(step, f"{step}-service") for step in steps],
        services={f"{step}-service": a_service(channels=ways) for step in steps},
        questions={question: a_question("yes", "no", "maybe", "unsure") for question in questions},
        sequence=1500,
    )


PATHWAY = a_large_pathway()
SERVICES = {step.id: step.service for step in PATHWAY.facts.steps}
TODAY = A_DAY + timedelta(days=9)

situations = st.builds(
    a_situation,
    as_of=st.dates(),
    as_of_chosen=st.booleans(),
    answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(("yes", "no", "maybe", "unsure")), max_size=6),
    place=st.sampled_from((None, "meridia", "port-alba", "norvale")),
    event_date=st.none() | st.dates(),
    ticks=st.dictionaries(st.sampled_from(STEPS), st.sampled_from(("done", "not-for-me", "waiting")), max_size=8),
    channels=st.dictionaries(st.sampled_from(STEPS), st.sampled_from(CHANNELS), max_size=4),
)


def read(code: str, numbers: Numbers = PATHWAY.numbers) -> Situation:
    return unpack(code, numbers, today=TODAY, services_of=lambda life_event: SERVICES).situation


@given(situations, st.sampled_from(("plan", "slip")))
def test_a_code_gives_back_what_went_into_it(situation: Situation, kind: str) -> None:
    code = pack(situation, PATHWAY, kind)
    assert len(code) <= LONGEST
    unpacked = unpack(code, PATHWAY.numbers, today=TODAY, services_of=lambda life_event: SERVICES)
    assert (unpacked.kind, unpacked.life_event, unpacked.sequence) == (kind, "having-a-baby", 1500)
    assert (unpacked.dropped, unpacked.left_out) == ((), ())
    again = unpacked.situation
    assert again.as_of == (situation.as_of if situation.as_of_chosen else TODAY)
    for name in ("answers", "place", "event_date", "ticks", "channels", "as_of_chosen"):
        assert getattr(again, name) == getattr(situation, name), name


TYPICAL = a_situation(
    answers=dict.fromkeys(QUESTIONS[:6], "maybe"),
    place="norvale",
    event_date=date(2026, 11, 2),
    ticks={"step-1": "done", "step-2": "done", "step-3": "waiting"},
    channels={"step-4": "online"},
)


def test_a_typical_code_is_short_enough_to_read_aloud() -> None:
    assert len(pack(TYPICAL, PATHWAY)) <= 32


@pytest.mark.parametrize("situation", [TYPICAL, a_situation()])
def test_every_mistyped_character_is_seen(situation: Situation) -> None:
    code = pack(situation, PATHWAY)
    for place in range(len(code)):
        for wrong in set(ALPHABET) - {code[place]}:
            with pytest.raises(BadCode):
                read(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("situation", [TYPICAL, a_situation()])
def test_every_swap_of_neighbours_is_seen(situation: Situation) -> None:
    code = pack(situation, PATHWAY)
    for place in range(len(code) - 1):
        one, other = code[place : place + 2]
        if one != other:
            with pytest.raises(BadCode):
                read(code[:place] + other + one + code[place + 2 :])


@given(situations, st.data())
@settings(max_examples=200)
def test_slips_of_the_hand_are_seen_in_any_code(situation: Situation, data: st.DataObject) -> None:
    code = pack(situation, PATHWAY)
    place = data.draw(st.integers(0, len(code) - 2))
    wrong = data.draw(st.sampled_from(ALPHABET).filter(lambda symbol: symbol != code[place]))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    for slip in {code[:place] + wrong + code[place + 1 :], swapped} - {code}:
        with pytest.raises(BadCode):
            read(slip)


@given(situations)
def test_a_code_is_no_services_code(situation: Situation) -> None:
    code = pack(situation, PATHWAY)
    assert is_plan_code(code)
    assert re.fullmatch(r"[A-Z][0-9A-Z]{9,63}", code)


@pytest.mark.parametrize("text", ["", "1001", "123456", "P123", "passport", "a" * 80, "P" + "1" * 64, "Ünder-ground"])
def test_what_is_no_plan_code_is_not_taken_for_one(text: str) -> None:
    assert not is_plan_code(text)
    with pytest.raises(BadCode):
        read(text)


def test_a_code_is_read_as_people_type_and_paste_it() -> None:
    code = pack(TYPICAL, PATHWAY)
    groups = spoken(code)
    assert re.fullmatch(r"(\w{4}-)*\w{1,4}", groups)
    wide = "".join(chr(ord(symbol) + 0xFEE0) for symbol in code)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (groups, groups.lower(), groups.replace("-", " – "), f"\u2066{code}\u2069", wide, arabic):
        assert normalise(typed) == code
    assert normalise(code.replace("0", "o").replace("1", "L")) == code
    assert normalise(code.replace("1", "i")) == code


def test_a_cut_short_code_is_seen() -> None:
    code = pack(TYPICAL, PATHWAY)
    for length in range(len(code)):
        with pytest.raises(BadCode):
            read(code[:length])


@given(st.lists(st.integers(0, 31), max_size=60))
def test_a_right_checksum_over_nonsense_is_still_no_accident(values: list[int]) -> None:
    with suppress(BadCode, NotFound):
        assert isinstance(read(with_check([ALPHABET.index("P"), *values])), Situation)


def test_where_it_does_not_fit_channels_go_first_and_ticks_next() -> None:
    full = a_situation(
        answers=dict.fromkeys(QUESTIONS, "unsure"),
        event_date=date(2026, 11, 2),
        place="norvale",
        ticks=dict.fromkeys(STEPS, "not-for-me"),
        channels=dict.fromkeys(STEPS, "phone"),
    )
    unpacked = unpack(pack(full, PATHWAY), PATHWAY.numbers, today=TODAY, services_of=lambda life_event: SERVICES)
    assert unpacked.left_out == ("channels",)
    assert (unpacked.situation.ticks, unpacked.situation.channels) == (full.ticks, {})
    assert unpacked.situation.answers == full.answers


def test_never_longer_than_a_start_payload_however_much_there_is_to_say() -> None:
    names = tuple(f"q{number}" for number in range(60))
    pathway = a_large_pathway(questions=names)
    full = a_situation(answers=dict.fromkeys(names, "unsure"), ticks=dict.fromkeys(STEPS, "done"), place="norvale")
    code = pack(full, pathway)
    unpacked = unpack(code, pathway.numbers, today=TODAY)
    assert len(code) <= LONGEST
    assert unpacked.left_out == ("ticks", "answers")
    assert unpacked.situation.place == "norvale"
    assert 0 < len(unpacked.situation.answers) < 60


def without(scope: str, key: str) -> Numbers:
    scopes = {name: dict(keys) for name, keys in PATHWAY.numbers.by_scope.items()}
    del scopes[scope][key]
    return Numbers(scopes)


@pytest.mark.parametrize(
    ("scope", "key", "dropped"),
    [
        ("question", "question-1", Dropped("question", "#1")),
        ("question/question-1/options", "maybe", Dropped("option", "question-1=#3")),
        ("place", "norvale", Dropped("place", "#3")),
        ("life_event/having-a-baby/steps", "step-1", Dropped("step", "#1")),
        ("service/step-4-service/channels", "online", Dropped("channel", "step-4=#1")),
    ],
)
def test_what_no_longer_exists_is_dropped_and_named(scope: str, key: str, dropped: Dropped) -> None:
    unpacked = unpack(pack(TYPICAL, PATHWAY), without(scope, key), today=TODAY, services_of=lambda life_event: SERVICES)
    assert unpacked.dropped == (dropped,)
    assert unpacked.situation.event_date == TYPICAL.event_date


def test_a_life_event_that_is_gone_is_not_found() -> None:
    with pytest.raises(NotFound) as caught:
        read(pack(TYPICAL, PATHWAY), Numbers({}))
    assert (caught.value.kind, caught.value.key) == ("life_event", "#1")


def test_what_has_no_number_yet_is_left_out_and_the_code_says_so() -> None:
    young = replace(PATHWAY, numbers=without("question", "question-1"))
    assert unpack(pack(TYPICAL, young), young.numbers, today=TODAY).left_out == ("answers",)
    assert pack(TYPICAL, replace(PATHWAY, numbers=Numbers({}))) == ""


def test_without_the_services_of_the_steps_channel_choices_are_named() -> None:
    unpacked = unpack(pack(TYPICAL, PATHWAY), PATHWAY.numbers, today=TODAY)
    assert unpacked.dropped == (Dropped("channel", "step-4=#1"),)


def test_the_first_code_of_a_new_country_is_a_plan_code() -> None:
    pathway = a_pathway([a_step("step-1", "step-1-service")], sequence=0)
    code = pack(a_situation(), pathway)
    assert is_sound_plan_code(code)
    assert read(code, pathway.numbers) == a_situation(as_of=TODAY)


@pytest.mark.parametrize(
    "text", ["passports", "passport for my baby", "pensions and taxes abroad", "pasaportes", "seniors travel card"]
)
def test_words_that_have_its_shape_are_no_plan_code(text: str) -> None:
    assert is_plan_code(text)
    assert not is_sound_plan_code(text)
