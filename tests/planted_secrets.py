"""Words that stand nowhere else, planted wherever something is confidential."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases import CLERK, a_form
from reporting import tell, tell_of_office
from staff import send, staff_pages

from catalogue.commands.inquiries.handle import answer, take
from catalogue.commands.inquiries.receive import receive
from catalogue.commands.inquiries.tell_public import write_note
from catalogue.commands.record_failed_searches import record_failed_searches

NOTE, REPORT, OFFICE = "zwiebelfisch", "gryphonheide", "mandrakequill"
WRITTEN, ANSWERED, TOLD = "xylophonic", "vermilionzebu", "ceruleanokapi"
SOUGHT = "plumbagoquest"
NAME, MAIL, PHONE, PAPER = "Ottoline", "ottoline.quux", "876543210", "4929123456789012"
CONTACT = {"name": f"{NAME} Quux", "mail": f"{MAIL}@post.example.org", "phone": f"+99{PHONE}"}
"""How to reach the person of the case; `PAPER` is the number of a paper that they typed though nobody asked."""
AT_COUNTER = "clerk@example.org"


def plant(app, catalogue) -> str:
    """Plant everything that is confidential; return the code of the case."""
    sheet = "/desk/?service=register-birth"
    for about in ("service:register-birth", "organisation:registry", "office:centre"):
        fields = {"about": about, "language": "en", "text": f"{NOTE} knows more.", "back": sheet}
        assert send(staff_pages(app, AT_COUNTER).client, "/desk/notes", sheet, **fields).status_code == 303
    tell(catalogue, f"The {REPORT} is wrong.")
    tell_of_office(catalogue, times=3, text=f"They wanted a {OFFICE}.", happened_on=date(2026, 11, 20))
    with catalogue.work("person") as work:
        typed = f"{WRITTEN} {PAPER}"
        receipt = receive(work, catalogue.inquiry_seal, a_form(text=typed, contact=CONTACT))
    with catalogue.work(CLERK.mail) as work:
        take(work, CLERK, receipt.number)
        answer(work, CLERK, receipt.number, ANSWERED, "en")
        write_note(work, CLERK, receipt.number, "changed", TOLD, "en")
    # Once is far below the five times on two days from which editors are told of words.
    app.test_client().get(f"/en/search?q={SOUGHT}")
    record_failed_searches(catalogue)
    return receipt.code


def confidential(code: str) -> frozenset[str]:
    """Return all that was planted, and the code of the case as it may be written."""
    grouped = "-".join(code[start : start + 4] for start in range(0, len(code), 4))
    return frozenset({NOTE, REPORT, OFFICE, WRITTEN, ANSWERED, TOLD, SOUGHT, NAME, MAIL, PHONE, PAPER, code, grouped})


def found_in(text: str, secrets: Iterable[str]) -> set[str]:
    lowered = text.lower()
    return {secret for secret in secrets if secret.lower() in lowered}
