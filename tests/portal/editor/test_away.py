"""While the editors' process is away, a public one says so kindly, to people of staff in their language."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from editing import ADA
from staff import FROM_HERE, a_person, signed_in

from catalogue.rights import Role
from portal.relay import AWAY


@pytest.mark.parametrize(("language", "heading"), [("en", "We are not ready yet"), ("ar", "لسنا جاهزين بعد")])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_person_of_staff_is_told_in_their_language(editors, country, language, heading, method):
    mail = f"{language}@example.org"
    a_person(country, mail, Role.EDITOR, language=language)
    answer = signed_in(editors, mail).open(
        "/editor/service/register-birth/facts",
        method=method,
        data={"typed": "much"} if method == "POST" else None,
        headers=FROM_HERE,
        environ_overrides={AWAY: True},
    )
    assert answer.status_code == 503
    page = BeautifulSoup(answer.get_data(as_text=True), "html5lib")
    assert page.html["lang"] == language
    assert page.h1.get_text() == heading
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_else_notices(editors):
    client = signed_in(editors, ADA)
    for path in ("/en/", "/staff/account", "/desk/"):
        assert client.get(path, environ_overrides={AWAY: True}).status_code in (200, 403), path
