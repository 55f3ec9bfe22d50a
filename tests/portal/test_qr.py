"""QR codes are drawn as they are made: every dark square, and no other."""

from __future__ import annotations

import re

import pytest
import segno

from portal.qr import qr_code


@pytest.mark.parametrize("address", ["https://services.example.org/go/1001", "https://a.example.org/go/P61R-3G5A" * 3])
def test_the_drawing_has_the_squares_of_the_code(address):
    matrix = [list(row) for row in segno.make_qr(address, error="m").matrix]
    drawn = [[0] * len(matrix) for _ in matrix]
    for column, row, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", qr_code(address)):
        for step in range(int(length)):
            drawn[int(row) - 4][int(column) - 4 + step] = 1
    assert drawn == matrix


def test_a_drawing_stands_alone():
    drawing = qr_code("https://services.example.org/go/1001")
    assert "href" not in drawing
    assert "style" not in drawing
    assert 'aria-hidden="true"' in drawing
