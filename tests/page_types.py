"""One address of every type of page, over the shipped content; the language is filled in."""

from __future__ import annotations

TOLD = "place=port-alba&event-date=2026-12-03&baby-outcome=living&parents-married=no"

ALL_TOLD = f"{TOLD}&born-abroad=no&born-at-home=no&other-parent-foreign=no&parent-minor=no&low-income=no"

PAGE_TYPES = {
    "home": "/{language}/",
    "life events": "/{language}/life-events/",
    "life event": "/{language}/life-events/having-a-baby",
    "life event with answers": f"/{{language}}/life-events/having-a-baby?{TOLD}",
    "sensitive life event": "/{language}/life-events/death-of-a-relative",
    "general plan": "/{language}/life-events/moving-home/plan",
    "plan": f"/{{language}}/life-events/having-a-baby/plan?{TOLD}&done=registration",
    "plan with every answer": f"/{{language}}/life-events/having-a-baby/plan?{ALL_TOLD}",
    "plan with faults": "/{language}/life-events/having-a-baby/plan?event-date=2026-02-30&parents-married=perhaps",
    "sensitive plan": "/{language}/life-events/death-of-a-relative/plan?place=norvale&event-date=2026-11-19",
    "chat": "/{language}/chat",
    "chat about a service": "/{language}/chat?about=service:register-birth&place=norvale",
    "services": "/{language}/services/",
    "service": "/{language}/services/register-birth",
    "service in a place": "/{language}/services/order-waste-collection?place=norvale&event=moving-home",
    "service applied for": "/{language}/services/claim-family-allowance?applied=2026-08-03",
    "slip": "/{language}/services/register-birth/slip?answer-parents-married=no&lacks=parentage&lacks=identity",
    "target group": "/{language}/for/parents",
    "topic": "/{language}/topics/family-and-children",
    "organisations": "/{language}/organisations/",
    "organisation": "/{language}/organisations/civil-registry",
    "offices": "/{language}/offices/",
    "office": "/{language}/offices/onedoor-port-alba",
    "mobile office": "/{language}/offices/mobile-highlands",
    "document": "/{language}/documents/birth-certificate",
    "search": "/{language}/search?q=passport",
    "search without result": "/{language}/search?q=zzzzzz",
    "search hidden by filters": "/{language}/search?q=passport&kind=office&free=yes&place=norvale",
    "help": "/{language}/help/?about=service:register-birth",
    "new case": "/{language}/help/new?about=service:register-birth",
    "following a case": "/{language}/help/follow",
    "what was answered": "/{language}/help/answered",
    "feedback": "/{language}/feedback?about=service:register-birth",
    "feedback on an office": "/{language}/feedback/office?about=service:register-birth",
    "thanks": "/{language}/feedback/thanks?said=no&about=service:register-birth",
    "service index": "/{language}/service-index",
    "burden": "/{language}/burden",
    "words": "/{language}/accessibility",
    "lost page": "/{language}/nowhere",
}
