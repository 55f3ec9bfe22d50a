"""Sentences of Chinese follow each other without a space; everybody else's keep theirs."""

from __future__ import annotations

import pytest

from furniture.spacing import closed_up


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("<p>今天有效。 金额以当天为准。</p>", "<p>今天有效。金额以当天为准。</p>"),
        ("<p>别着急。\n请先回答。</p>", "<p>别着急。请先回答。</p>"),
        ("<p>您会取得： <a href='/x'>登记出生</a></p>", "<p>您会取得：<a href='/x'>登记出生</a></p>"),
        ("<p><strong>没有地方去？</strong> 今晚有房间。</p>", "<p><strong>没有地方去？</strong>今晚有房间。</p>"),
        ("<p>这一行\n断开了</p>", "<p>这一行断开了</p>"),
        ("<p>Onedoor 服务中心，2 份</p>", "<p>Onedoor 服务中心，2 份</p>"),
        ("<p>收费。</p>\n<p>免费。</p>", "<p>收费。</p>\n<p>免费。</p>"),
        ("<textarea>一。 二。\n三</textarea><p>一。 二</p>", "<textarea>一。 二。\n三</textarea><p>一。二</p>"),
        ("<script>'一。 二'</script>一。 二", "<script>'一。 二'</script>一。二"),
    ],
)
def test_chinese_is_closed_up(written, set_):
    assert closed_up(written, "zh") == set_


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar", "ru"])
def test_other_languages_are_left_alone(code):
    page = "<p>One. Two： <a href='/x'>三</a>。 四</p>"
    assert closed_up(page, code) == page
