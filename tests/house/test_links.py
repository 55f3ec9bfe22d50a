"""No link in the guides leads nowhere: every relative one has its file, and every anchor its heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

PROJECT = Path(__file__).resolve().parents[2]
GUIDES = sorted({*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / "content").glob("*.md")})

FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#* *$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links_of(text: str) -> list[str]:
    """Return where the links of a guide lead, code left out."""
    return LINK.findall(CODE.sub("", FENCED.sub("", text)))


def anchors_of(text: str) -> Iterator[str]:
    """Yield what the headings of a guide are called in addresses."""
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(FENCED.sub("", text)):
        said = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", said.lower()).replace(" ", "-")
        yield f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1


@cache
def anchors_in(path: Path) -> frozenset[str]:
    return frozenset(anchors_of(path.read_text(encoding="utf-8")))


def dead_links(path: Path, root: Path = PROJECT) -> list[str]:
    """Return the relative links of a guide that lead nowhere."""
    dead = []
    for link in links_of(path.read_text(encoding="utf-8")):
        if ELSEWHERE.match(link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (path.parent / name).resolve() if name else path
        inside = target.is_relative_to(root) and target.exists()
        if not inside or (anchor and (target.suffix != ".md" or anchor not in anchors_in(target))):
            dead.append(link)
    return dead


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_link_of_a_guide_is_dead(path):
    assert dead_links(path) == []


def test_a_dead_link_would_be_found(tmp_path):
    (tmp_path / "there.md").write_text("# What you’ll see\n\n## Ways, and `means`\n\n## Ways, and means\n")
    guide = tmp_path / "guide.md"
    guide.write_text(
        "[a](there.md) [b](there.md#what-youll-see) [c](there.md#ways-and-means-1) [d](https://example.org/x)\n"
        "[e](gone.md) [f](there.md#nowhere) [g](#nowhere) [h](../out.md) `[i](gone.md)`\n\n```\n[j](gone.md)\n```\n"
    )
    assert dead_links(guide, tmp_path) == ["gone.md", "there.md#nowhere", "#nowhere", "../out.md"]


def test_every_guide_of_the_folder_is_reached():
    """A guide that no other leads to is read by nobody."""
    led_to = {
        (path.parent / link.partition("#")[0]).resolve() for path in GUIDES for link in links_of(path.read_text())
    }
    guides = {path for path in GUIDES if path.parent == PROJECT / "docs"}
    assert guides <= led_to
