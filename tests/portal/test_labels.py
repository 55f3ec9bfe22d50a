"""Every code of the facts that a page may show has a name."""

from __future__ import annotations

import pytest

from furniture.labels import LABELS
from portal.labels import label


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_code_has_a_label_and_no_two_share_one(app, kind):
    with app.test_request_context("/en/"):
        labels = [label(code) for code in kind]
    assert all(labels)
    assert len(set(labels)) == len(labels)
