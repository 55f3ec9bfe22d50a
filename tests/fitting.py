"""What is wrong with a page as a reader sees it: text cut, over other text or out of its box, and words left behind."""

from __future__ import annotations

import re
from pathlib import Path

from catalogue.settings import PROJECT

_TEXTS = """
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  const outer = (tag, is) => { while (tag && !is(getComputedStyle(tag))) tag = tag.parentElement; return tag; };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const tag = node.parentElement, range = document.createRange();
    if (!node.data.trim() || tag.closest('.unseen, svg, script')) continue;
    if (!tag.checkVisibility({visibilityProperty: true})) continue;
    range.selectNodeContents(node);
    texts.push({
      node, tag, short: JSON.stringify(node.data.trim().slice(0, 60)),
      block: outer(tag, style => !style.display.startsWith('inline')),
      pinned: outer(tag, style => style.position === 'fixed' || style.position === 'sticky'),
      boxes: [...range.getClientRects()].filter(box => box.width > 1),
    });
  }"""

MISPLACED = (
    "() => {"
    + _TEXTS
    + """
  const faults = [], all = chosen => [...document.querySelectorAll(chosen)]
    .filter(tag => tag.checkVisibility() && !tag.closest('.unseen, svg'));
  for (const text of texts) {
    const room = text.block.getBoundingClientRect();
    if (text.boxes.some(box => box.left < room.left - 1 || box.right > room.right + 1))
      faults.push('out of its box: ' + text.short);
  }
  for (const tag of all('body *:not(select, input, textarea)')) {
    const style = getComputedStyle(tag);
    const across = style.overflowX !== 'visible' && tag.scrollWidth > tag.clientWidth + 1;
    const down = style.overflowY !== 'visible' && tag.scrollHeight > tag.clientHeight + 1;
    if (tag.clientWidth && (across || down)) faults.push('cut: ' + tag.outerHTML.slice(0, 100));
  }
  const pen = document.createElement('canvas').getContext('2d'), arrow = 20;
  for (const field of all('input, select')) {
    const style = getComputedStyle(field), chosen = field.matches('select');
    const words = chosen ? field.selectedOptions[0]?.text : field.placeholder;
    const taken = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) + (chosen ? arrow : 0);
    pen.font = style.font;
    if (words && pen.measureText(words).width > field.clientWidth - taken) faults.push('cut in its field: ' + words);
  }
  // What stays in its corner of the window lets everything else pass beneath it.
  const lines = texts.filter(text => !text.pinned).flatMap(text => text.boxes.map(box => ({text, box})));
  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach(({text, box}, at) => {
    for (let next = at + 1; next < lines.length && lines[next].box.top < box.bottom; next++) {
      const other = lines[next].box;
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 2 && down > Math.min(box.height, other.height) / 2)
        faults.push('over each other: ' + text.short + lines[next].text.short);
    }
  });
  for (const tag of all('h1, h2, h3, h4, h5, li, dt, dd, th, legend, summary, label, p, a, button'))
    if (!tag.textContent.trim() && !tag.closest('[aria-label]') && !tag.querySelector('img, svg, input, select'))
      faults.push('empty: ' + tag.outerHTML.slice(0, 100));
  return faults;
}"""
)
"""Returns what a reader cannot read at the present width, a line each."""

BEGUN = (
    "() => {"
    + _TEXTS
    + """
  const faults = [], range = document.createRange();
  let before = {};
  for (const {node, block} of texts) {
    for (const {0: sign, index} of node.data.matchAll(/\\S/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + sign.length);
      const box = range.getClientRects()[0];
      if (!box?.width) continue;
      const begins = before.block === block && box.top >= before.box.bottom - 2;
      // An address may break before any sign of it; what a sentence sets apart stands behind a space.
      const apart = before.node !== node || index > before.end;
      if (begins && apart && (/[·\\/;?!:»%]/.test(sign) || before.sign === '«'))
        faults.push(`a line begins with ${sign}: ` + node.data.slice(Math.max(0, index - 30), index + 20));
      before = {node, block, box, sign, end: index + sign.length};
    }
  }
  return faults;
}"""
)
"""Returns the lines that begin with a sign of the line above, or leave one of theirs behind, at the present width."""

SAID = (
    "() => {"
    + _TEXTS
    + """
  const language = document.documentElement.lang;
  const tagged = [...document.querySelectorAll('[lang]')].filter(tag => tag.checkVisibility());
  return {
    said: texts.map(({node, tag}) => [tag.closest('[lang]').lang === language, node.data.trim().replace(/\\s+/g, ' ')]),
    foreign: tagged.filter(tag => tag.closest('main') && tag.lang !== language).map(tag => tag.outerHTML.slice(0, 100)),
    turned: tagged.filter(tag => getComputedStyle(tag).direction !== (tag.lang === 'ar' ? 'rtl' : 'ltr'))
      .map(tag => tag.outerHTML.slice(0, 100)),
  };
}"""
)
"""Returns the texts, each with whether it is in the language of the page; the parts in another; what runs wrong."""

LEFT_BEHIND = re.compile(r"[{}]|%\(|%[sd]\b|\bNone\b|\bundefined\b|\bNaN\b|\bTODO\b|&\w+;|\*\*|\]\(|\[\[")
DOUBLED = re.compile(
    r"[,;:、，；：،؛][ \u00a0]*[.,;:。，；：،؛]|(?<!\.)\.\.(?!\.)|。。|[!?！？؟] ?[.。]|"
    r"[。，；：！？] |\( | \)|\(\)|（）"
)
ENGLISH = re.compile(
    r"(?<!-)\b(the|and|of|your|you|with|for|from|this|that|is|are|not|days?|weeks?|months?|steps?|free|until)\b(?!-)",
    re.IGNORECASE,
)
LATIN = re.compile(r"[A-Za-z]{2,}")
# Written the same in every language: addresses, names of forms, spoken codes, currencies, keys, the word on a stamp;
# and in brackets how a name is written on the door.
ANYWHERE = re.compile(
    r"https?://\S+|\S+@\S+|\b[A-Z]{2,3} \d+\b|\b(?=[A-Z0-9-]*\d)[A-Z0-9]{4}(-[A-Z0-9]{1,4})+\b|"
    r"\([A-Z][A-Za-z ]+\)|\b(Onedoor|EUR|PDF|QR|A4|IBAN|SMS|PIN|Shift|Apostille)\b"
)


def _names() -> frozenset[str]:
    """Return the proper names in the names of offices and places: what English, French and Spanish write alike."""
    found: set[str] = set()
    for source in (*PROJECT.glob("content/offices/*/en.md"), *PROJECT.glob("content/places/*/en.md")):
        titles = [_title(source.with_name(f"{language}.md")) for language in ("en", "fr", "es")]
        found |= set.intersection(*(set(LATIN.findall(title)) for title in titles))
    return frozenset(found)


def _title(file: Path) -> str:
    return re.search(r"^title: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)[1]


NAMES = _names()


def leftovers(language: str, said: list[tuple[bool, str]]) -> list[str]:
    """Return the texts in which a placeholder, doubled punctuation or, in the page's own language, English was left."""
    foreign = {"ar": LATIN, "ru": LATIN, "zh": LATIN, "fr": ENGLISH, "es": ENGLISH}.get(language)

    def english(text: str) -> bool:
        return any(word not in NAMES for word in (found[0] for found in foreign.finditer(ANYWHERE.sub(" ", text))))

    return [
        text
        for own, text in said
        if LEFT_BEHIND.search(text) or DOUBLED.search(text) or (own and foreign is not None and english(text))
    ]
