"""Receiving a case: what is kept of it, what is not, and that a form sent twice makes one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from cases import CLERK, CONTACT, EDITOR, TEXT, a_case, a_form, row_of, texts_of, trail_of
from sqlalchemy import func, select

from catalogue.commands.inquiries.receive import receive
from catalogue.errors import BadInquiry, NotAllowed, NotFound
from catalogue.inquiries.numbers import digest_of_code, read_code, read_number
from catalogue.models import Inquiry, InquiryContact, InquiryMail, InquiryMessage
from catalogue.queries.inquiries import get_followed, get_standing


def faults_of(catalogue, **changes):
    with pytest.raises(BadInquiry) as refused, catalogue.work("person") as work:
        receive(work, catalogue.inquiry_seal, a_form(**changes))
    with catalogue.reading("en") as reading:
        assert reading.session.scalar(select(func.count()).select_from(Inquiry)) == 0
    return set(refused.value.faults)


def test_a_receipt_has_number_code_and_promised_day(catalogue):
    receipt = a_case(catalogue)
    assert read_number(receipt.number) == receipt.number
    assert read_code(receipt.code) == receipt.code
    # In Auckland it is Saturday, 21 November; ten working days later is Friday, 4 December.
    assert receipt.promised == date(2026, 12, 4)
    row = row_of(catalogue, receipt.number)
    assert (row.organisation, row.state, row.came, row.place) == ("registry", "received", "portal", None)
    assert row.digest == digest_of_code(receipt.code)
    assert trail_of(catalogue, receipt.number) == [("person", "received", "received")]


def test_holidays_of_the_place_move_the_promise(catalogue):
    # From Wednesday 23 December in Auckland: 24 25 28 29 30 31, not Friday 1 January, then 4 5 6 7.
    catalogue.clock.move(days=32)
    assert a_case(catalogue).promised == date(2027, 1, 7)


def test_what_tells_of_a_person_is_masked_and_lines_stay(catalogue):
    receipt = a_case(catalogue, text="My number is 6104 233 981.\n\nWrite to quentin@post.example.org")
    [(side, text)] = texts_of(catalogue, receipt.number)
    assert side == "person"
    assert text.splitlines()[0].startswith("My number is")
    assert len(text.splitlines()) == 3
    assert "6104" not in text
    assert "quentin" not in text


def test_contact_is_sealed_apart_and_opened_with_the_key_only(catalogue, tmp_path):
    receipt = a_case(catalogue, contact=CONTACT)
    with catalogue.reading("en") as reading:
        sealed = reading.session.scalars(select(InquiryContact.sealed)).one()
    for value in CONTACT.values():
        assert value.encode() not in sealed
    assert catalogue.inquiry_seal.open(sealed, f"inquiry contact {receipt.number}")
    assert catalogue.inquiry_seal.open(sealed, "inquiry contact 000000000") is None
    assert catalogue.seal.open(sealed, f"inquiry contact {receipt.number}") is None


def test_a_mail_is_due_only_where_somebody_left_an_address(catalogue):
    a_case(catalogue)
    a_case(catalogue, contact={"phone": "12345"})
    a_case(catalogue, contact=CONTACT)
    with catalogue.reading("en") as reading:
        assert reading.session.scalars(select(InquiryMail.about)).all() == ["receipt"]


def test_a_form_sent_twice_makes_one_case(catalogue):
    form = a_form(form_key="the same")
    receipts = []
    for _ in range(2):
        with catalogue.work("person") as work:
            receipts.append(receive(work, catalogue.inquiry_seal, form))
    assert (receipts[0].number, receipts[0].code) == (receipts[1].number, receipts[1].code)
    assert [receipt.new for receipt in receipts] == [True, False]
    assert texts_of(catalogue, receipts[0].number) == [("person", TEXT)]


def test_a_form_sent_many_times_at_once_makes_one_case(catalogue):
    form = a_form(form_key="pressed again and again", contact=CONTACT)

    def press(_):
        with catalogue.work("person") as work:
            return receive(work, catalogue.inquiry_seal, form)

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(press, range(16)))
    assert len({(receipt.number, receipt.code) for receipt in receipts}) == 1
    assert sum(receipt.new for receipt in receipts) == 1
    with catalogue.reading("en") as reading:
        counts = [
            reading.session.scalar(select(func.count()).select_from(table))
            for table in (Inquiry, InquiryMessage, InquiryContact, InquiryMail)
        ]
    assert counts == [1, 1, 1, 1]


def test_another_key_gives_another_code(catalogue):
    form = a_form(form_key="the same")
    with catalogue.work("person") as work:
        ours = receive(work, catalogue.inquiry_seal, form)
    with catalogue.work("person") as work:
        theirs = receive(work, catalogue.seal, form)
    # Who has the form and the database, but not the key, does not learn the code.
    assert ours.code != theirs.code


def test_all_that_is_wrong_is_named_at_once(catalogue):
    faults = faults_of(
        catalogue, kind="", text="  ", contact={"mail": "nobody"}, about=("service", "none"), place="nowhere"
    )
    assert faults == {
        ("kind", "empty"),
        ("text", "empty"),
        ("mail", "no_mail"),
        ("about", "unknown"),
        ("place", "unknown"),
    }


@pytest.mark.parametrize("mail", ["a@b", "a b@c.org", "a@c.org\nBcc: x@c.org", "<a@c.org>", "a@c.org,b@c.org"])
def test_what_is_no_mail_is_refused(catalogue, mail):
    assert ("mail", "no_mail") in faults_of(catalogue, contact={"mail": mail})


def test_what_is_too_long_or_never_was_is_refused(catalogue):
    assert faults_of(catalogue, text="a" * 4001) == {("text", "too_long")}
    assert faults_of(catalogue, kind="threat", language="xx") == {("kind", "unknown"), ("language", "unknown")}
    assert faults_of(catalogue, about=("document", "consent")) == {("about", "unknown")}


def test_what_is_about_nothing_goes_to_the_office_for_questions(catalogue):
    assert row_of(catalogue, a_case(catalogue, about=None).number).organisation == "registry"
    assert row_of(catalogue, a_case(catalogue, about=("organisation", "town-hall")).number).organisation == "town-hall"
    office = row_of(catalogue, a_case(catalogue, about=("office", "centre")).number)
    assert (office.organisation, office.place) == ("registry", "harbour")


def test_a_clerk_writes_one_down_and_an_editor_does_not(catalogue):
    with catalogue.work(CLERK.mail) as work:
        receipt = receive(work, catalogue.inquiry_seal, a_form(), clerk=CLERK)
    assert row_of(catalogue, receipt.number).came == "desk"
    assert trail_of(catalogue, receipt.number) == [(CLERK.mail, "received", "received")]
    with pytest.raises(NotAllowed), catalogue.work(EDITOR.mail) as work:
        receive(work, catalogue.inquiry_seal, a_form(), clerk=EDITOR)


def test_a_case_is_followed_by_its_code_and_by_no_other(catalogue):
    receipt = a_case(catalogue)
    other = a_case(catalogue)
    with catalogue.reading("fr") as reading:
        case = get_followed(reading, receipt.code.lower())
        assert case.standing == get_standing(reading, receipt.code)
        assert (case.standing.state, case.standing.late, case.can_reopen) == ("received", False, False)
        assert case.about.title.value == "Register a birth (fr)"
        assert case.organisation.value == "Registre"
        assert [message.text for message in case.messages] == [TEXT]
        assert get_followed(reading, other.code).standing.number != case.standing.number
        for wrong in ("", receipt.number, receipt.code[:-1] + "0", "C" * 20, receipt.code + "0"):
            if wrong != receipt.code:
                with pytest.raises(NotFound):
                    get_followed(reading, wrong)
