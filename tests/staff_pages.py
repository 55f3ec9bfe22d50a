"""Every page of staff: where it is, for the tests that look at all of them. A route without its row fails the tests."""

from __future__ import annotations

from collections.abc import Mapping

STAFF_PAGES: Mapping[str, str] = {
    "desk.counter": "/desk/?q=1103&beside=ar",
    "desk.slip": "/desk/slip?service=register-birth&beside=fr",
    "desk.changes": "/desk/changes",
    "desk.queue": "/desk/queue/",
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
    "editor.reports": "/editor/reports",
    "editor.exchange": "/editor/exchange",
    "desk.cases": "/desk/cases/?number=1",
    "desk.new_case": "/desk/cases/new",
    "insights.overview": "/insights/",
    "insights.bot": "/insights/chat",
    "insights.cases": "/insights/cases",
    "insights.feedback": "/insights/feedback",
    "insights.freshness": "/insights/freshness",
    "insights.reads": "/insights/reads",
    "insights.searches": "/insights/searches",
    "insights.service_index": "/insights/service-index",
    "insights.translations": "/insights/translations",
    "insights.what_if": "/insights/what-if?life-event=having-a-baby&step=registration"
    "&merge-one=health-card&merge-other=health-check",
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
    "desk.suggestions": "JSON",
    "desk.queue_entry": "needs somebody who waits: tests/browser/test_desk_journeys.py judges it",
    "desk.case": "needs a case: tests/browser/test_cases.py judges it as it stands after every act",
    "insights.bot_file": "a file",
    "insights.cases_file": "a file",
    "insights.feedback_file": "a file",
    "insights.freshness_file": "a file",
    "insights.overview_file": "a file",
    "insights.reads_file": "a file",
    "insights.searches_file": "a file",
    "insights.service_index_file": "a file",
    "insights.translations_file": "a file",
    "insights.what_if_file": "a file",
    "staff.come_back": "answers a provider's code: tests/browser/test_single_sign_on.py judges what it shows",
    "editor.download_words": "a file",
    "editor.download_content": "a file",
    "editor.waiting": "needs a file that was uploaded: tests/browser/test_exchange.py judges it",
}
"""By endpoint: addresses that show no page of their own, and why."""
