"""Documents for measuring search: of realistic length and vocabulary, and the same in every run.

The usual words are those of the shipped English content, as usual as they are there; after them come made-up words
that can be pronounced. How usual a word is falls with its rank, as Zipf found it to do in every language, and as fast
as makes 100,000 words of text have some 16,000 different ones, which is what English texts by many authors have.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from catalogue.search.fields import SearchDocument
from catalogue.settings import PROJECT

LANGUAGE = "en"
_SEED = 20260101
_MADE_UP = 60_000
_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sk sl sp st t th tr v w z"
_VOWELS = "a a a e e e i i i o o o u u ai ea ee ia oo ou"
_CODAS = "b ck d ft l ld m n nd ng nt p r rd rt s ss st t x"
_ENDINGS = ("", "", "", "", "s", "s", "ed", "ing", "er", "ation")
_QUESTION_WORDS = (
    "how do i get",
    "where can i",
    "what is the",
    "hello i would like to know",
    "who can",
    "when must i",
    "do i need",
    "please tell me about the",
)
_ORGANISATIONS = [f"organisation-{number}" for number in range(300)]
_PLACES = [f"place-{number}" for number in range(200)]
_TOPICS = [f"topic-{number}" for number in range(40)]
_TARGET_GROUPS = [f"group-{number}" for number in range(15)]
_CHANNELS = ["online", "office", "post", "phone"]


def _chance(number: int) -> random.Random:
    return random.Random(_SEED + number)  # noqa: S311 - the same in every run is what it is for


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Return the words, the most usual first, and the running sums of how usual they are."""
    files = sorted((PROJECT / "content").rglob("en.md"))
    shipped = Counter(word for file in files for word in re.findall("[a-z]{2,}", file.read_text("utf-8").lower()))
    words = [word for word, _ in shipped.most_common()]
    chance = _chance(0)
    onsets, vowels, codas = _ONSETS.split(), _VOWELS.split(), [*_CODAS.split(), *[""] * 30]
    known = set(words)
    while len(words) < len(shipped) + _MADE_UP:
        syllables = range(chance.choice((1, 2, 2, 2, 3)))
        word = "".join(chance.choice(onsets) + chance.choice(vowels) + chance.choice(codas) for _ in syllables)
        word += chance.choice(_ENDINGS)
        if word not in known:
            known.add(word)
            words.append(word)
    return words, list(accumulate((rank + 2.7) ** -1.15 for rank in range(len(words))))


def synthetic_documents(number: int) -> Iterator[SearchDocument]:
    """Yield so many documents; the first of many are the same as those of few."""
    words, usual = vocabulary()
    chance = _chance(1)

    def text(length: float) -> list[str]:
        return chance.choices(words, cum_weights=usual, k=round(length))

    for position in range(number):
        title = text(chance.randint(4, 8))
        body = text(max(40, chance.gauss(170, 50)))
        # A document keeps to its subject: about one word in seven is from its title.
        for _ in range(30):
            body.insert(chance.randrange(len(body)), chance.choice(title))
        yield SearchDocument(
            kind="service",
            id=f"service-{position}",
            language=LANGUAGE,
            code=str(10_000 + position),
            title=" ".join(title).capitalize(),
            aliases=tuple(
                " ".join([*text(chance.randint(1, 3)), chance.choice(title)]) for _ in range(chance.randint(0, 4))
            ),
            summary=" ".join(text(chance.randint(15, 25))),
            body=" ".join(body),
            facets={
                "target_group": tuple(chance.sample(_TARGET_GROUPS, chance.randint(0, 3))),
                "topic": (chance.choice(_TOPICS),),
                "organisation": (chance.choice(_ORGANISATIONS),),
                "channel": tuple(chance.sample(_CHANNELS, chance.randint(1, 3))),
                "free": (chance.choice(("yes", "no")),),
                "place": (chance.choice(_PLACES),) if chance.random() < 0.3 else (),
            },
        )


def queries(documents: list[SearchDocument], shortest: int, longest: int) -> Iterator[str]:
    """Yield questions without end: words of a document's title and body, in half of them after words of a question."""
    chance = _chance(2)
    while True:
        document = chance.choice(documents)
        length = chance.randint(shortest, longest)
        asked = chance.choice(_QUESTION_WORDS).split()[: length - 2] if chance.random() < 0.5 else []
        title, body = document.title.lower().split(), document.body.split()
        meant = chance.sample(title, min(len(title), chance.randint(1, 4), length - len(asked)))
        meant += chance.sample(body, length - len(asked) - len(meant))
        yield " ".join([*asked, *meant])


def starts(documents: list[SearchDocument]) -> Iterator[str]:
    """Yield what people have typed of a name so far, without end."""
    chance = _chance(3)
    while True:
        title = chance.choice(documents).title.lower().split()
        position = chance.randrange(len(title))
        yield " ".join(title[position : position + 3])[: chance.randint(1, 12)].strip() or "a"
