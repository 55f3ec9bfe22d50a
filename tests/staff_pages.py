"""Every page of staff: where it is, for the tests that look at all of them. A route without its row fails the tests."""

from __future__ import annotations

from collections.abc import Mapping

STAFF_PAGES: Mapping[str, str] = {
    "editor.desk": "/editor/",
    "editor.objects": "/editor/objects?q=a",
    "editor.new_object": "/editor/service/new",
    "editor.thing": "/editor/service/{service}/",
    "editor.example_plans": "/editor/life-event/having-a-baby/plans",
    "editor.facts": "/editor/office/court-port-alba/facts",
    "editor.words": "/editor/service/{service}/words/fr",
    "editor.review": "/editor/service/{service}/review",
    "editor.history": "/editor/service/{service}/history?part=en&before=1&after=2",
    "editor.previews": "/editor/service/{service}/preview",
    "editor.withdrawal": "/editor/service/{service}/withdraw",
    "editor.translations": "/editor/translations/fr",
    "editor.care": "/editor/care",
    "editor.searches": "/editor/searches",
    "editor.exchange": "/editor/exchange",
    "staff.account": "/staff/account",
    "staff.password": "/staff/account/password",
    "staff.codes": "/staff/account/codes",
    "staff.people": "/staff/people",
    "staff.one_person": "/staff/people/{person}",
    "staff.log": "/staff/log",
}
"""By endpoint: the pages of somebody who is signed in and may do everything."""

PAGES_BEFORE: Mapping[str, str] = {
    "staff.login": "/staff/login?language={language}",
    "staff.code": "/staff/code?language={language}",
    "staff.invitation": "/staff/invitation?token={invitation}&language={language}",
}
"""By endpoint: the pages on the way to signing in."""

NO_PAGES: Mapping[str, str] = {
    "editor.download_words": "a file",
    "editor.download_content": "a file",
    "editor.waiting": "needs a file that was uploaded: tests/browser/test_exchange.py judges it",
}
"""By endpoint: addresses that show no page of their own, and why."""
