from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import BadCode, NotFound
from catalogue.plans.code import LONGEST, is_plan_code
from catalogue.plans.pathway import Numbers
from catalogue.plans.slip import Slip, is_slip_code, is_sound_slip_code, pack_slip, unpack_slip
from catalogue.plans.symbols import spoken

QUESTIONS = [f"question-{number}" for number in range(1, 41)]
PAPERS = [f"paper-{number}" for number in range(1, 31)]
NUMBERS = Numbers(
    {
        "place": {"harbour": 7, "hill": 300},
        "question": {name: number * 3 for number, name in enumerate(QUESTIONS, 1)},
        **{f"question/{name}/options": {"yes": 1, "no": 2, "else": 9} for name in QUESTIONS},
        "service/register-birth/requirements": {name: number for number, name in enumerate(PAPERS, 1)},
        "service/register-birth/channels": {"counter": 1, "web": 2},
    }
)

slips = st.builds(
    Slip,
    service=st.just("register-birth"),
    place=st.sampled_from([None, "harbour", "hill"]),
    event_date=st.none() | st.dates(),
    way=st.sampled_from([None, "counter", "web"]),
    answers=st.dictionaries(st.sampled_from(QUESTIONS[:8]), st.sampled_from(["yes", "no", "else"])),
    lacking=st.sets(st.sampled_from(PAPERS[:12])).map(lambda papers: tuple(sorted(papers, key=PAPERS.index))),
)


def find(code: str) -> tuple[str, Numbers]:
    if code != "1001":
        raise NotFound("service", code)
    return "register-birth", NUMBERS


@given(slips, st.integers(0, 10**6))
def test_a_slip_comes_back_from_its_code_as_it_was(slip, sequence):
    code = pack_slip(slip, "1001", NUMBERS, sequence)
    assert len(code) <= LONGEST
    read = unpack_slip(spoken(code).lower(), find)
    assert (read.slip, read.sequence, read.dropped) == (slip, sequence, False)
    assert is_sound_slip_code(code)
    assert not is_plan_code(code)


@given(slips, st.data())
def test_a_slip_of_the_hand_is_seen(slip, data):
    code = pack_slip(slip, "1001", NUMBERS, 5)
    place = data.draw(st.integers(1, len(code) - 1))
    wrong = data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter(lambda sign: sign != code[place]))
    with pytest.raises(BadCode):
        unpack_slip(code[:place] + wrong + code[place + 1 :], find)


def test_where_there_is_no_room_the_last_answers_go_and_the_papers_stay():
    slip = Slip("register-birth", "hill", date(2026, 1, 5), None, dict.fromkeys(QUESTIONS, "else"), tuple(PAPERS[:12]))
    code = pack_slip(slip, "1001", NUMBERS, 1)
    read = unpack_slip(code, find)
    assert len(code) <= LONGEST
    assert read.slip.lacking == slip.lacking
    assert 0 < len(read.slip.answers) < len(slip.answers)
    assert read.dropped


def test_what_the_content_has_no_longer_is_dropped_and_told():
    code = pack_slip(Slip("register-birth", lacking=("paper-1", "paper-2")), "1001", NUMBERS, 1)
    fewer = Numbers({**NUMBERS.by_scope, "service/register-birth/requirements": {"paper-2": 2}})
    read = unpack_slip(code, lambda spoken_code: ("register-birth", fewer))
    assert (read.slip.lacking, read.dropped) == (("paper-2",), True)


def test_a_service_that_is_gone_says_so():
    code = pack_slip(Slip("register-birth"), "1002", NUMBERS, 1)
    with pytest.raises(NotFound):
        unpack_slip(code, find)


@pytest.mark.parametrize("words", ["dog registration", "driving licence", "", "D", "D" * 65, "DDDDDDDDDDD"])
def test_words_are_no_code(words):
    assert not is_sound_slip_code(words)


def test_its_shape_is_that_of_no_plan():
    assert not is_slip_code("P123456789")
