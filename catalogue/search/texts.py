"""Documents read as words, before words get numbers. The words of many are read in a process beside this one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from catalogue.search.fields import FIELDS, SearchDocument
from catalogue.search.words import forms, split

MANY = 2_000
"""From so many documents on a process of its own is worth its start."""
_MOST_NAMES = 40
_AT_ONCE = 200
_AHEAD = 3
"""So many batches are read ahead, so that neither process waits for the other and little memory is taken."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a document by field, as `split` gives them."""

    title: list[str]
    aliases: list[list[str]]
    summary: list[str]
    body: list[str]
    forms: dict[str, tuple[str, ...]]
    """The tokens of those words that the reader has not met before in their language."""
    weights: dict[str, float]
    """How much each token counts when all fields are one."""

    @property
    def words(self) -> Iterator[str]:
        """Yield all words of all fields."""
        return chain(self.title, *self.aliases, self.summary, self.body)


class TextReader:
    """Reads documents, and remembers which words it has met."""

    def __init__(self) -> None:
        self._known: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)

    def read(self, document: SearchDocument) -> Text:
        """Split the text of a document into words. Its code is one of its names."""
        language = document.written_in
        aliases = [split(alias, language) for alias in document.aliases]
        if document.code:
            aliases.append(split(document.code, language))
        title, summary, body = (split(text, language) for text in (document.title, document.summary, document.body))
        aliases = [alias for alias in aliases if alias][: _MOST_NAMES - 1]
        # The same word in documents of two languages is two words: each has the forms of its own.
        known = self._known[f"{document.language} {language}"]
        new: dict[str, tuple[str, ...]] = {}
        weights: defaultdict[str, float] = defaultdict(float)
        fields = (title, list(chain.from_iterable(aliases)), summary, body)
        for words, weight in zip(fields, FIELDS.values(), strict=True):
            for word in words:
                tokens = known.get(word)
                if tokens is None:
                    tokens = known[word] = new[word] = forms(word, language)
                for token in tokens:
                    weights[token] += weight
        return Text(title, aliases, summary, body, new, dict(weights))


def read_texts(documents: Iterable[SearchDocument]) -> Iterator[tuple[SearchDocument, Text]]:
    """Yield documents with their words, in their order, all by one reader."""
    rest = iter(documents)
    first = list(islice(rest, MANY))
    if len(first) < MANY:
        reader = TextReader()
        yield from ((document, reader.read(document)) for document in first)
        return
    yield from _read_beside(chain(first, rest))


def _read_beside(documents: Iterator[SearchDocument]) -> Iterator[tuple[SearchDocument, Text]]:
    # A new process, not a fork: this one may have threads. Each end of a pipe is held by one process only, so that
    # neither waits for the other when that one is killed.
    context = get_context("spawn")
    batches_there, batches_here = context.Pipe(duplex=False)
    texts_here, texts_there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(batches_there, texts_there), daemon=True)
    process.start()
    batches_there.close()
    texts_there.close()
    # Both processes may be sending at once, so this one sends in a thread and goes on receiving.
    to_send: SimpleQueue[list[SearchDocument] | None] = SimpleQueue()
    sender = Thread(target=_send, args=(to_send, batches_here), daemon=True)
    sender.start()
    reading: deque[list[SearchDocument]] = deque()
    try:
        while batch := list(islice(documents, _AT_ONCE)):
            to_send.put(batch)
            reading.append(batch)
            if len(reading) > _AHEAD:
                yield from zip(reading.popleft(), texts_here.recv(), strict=True)
        while reading:
            yield from zip(reading.popleft(), texts_here.recv(), strict=True)
    except EOFError as gone:
        raise ChildProcessError("the process that reads documents is gone") from gone
    finally:
        to_send.put(None)
        process.kill()
        process.join()
        sender.join()
        texts_here.close()


def _send(batches: SimpleQueue[list[SearchDocument] | None], to: Connection) -> None:
    with to, suppress(OSError):
        while batch := batches.get():
            to.send(batch)


def _serve(batches: Connection, texts: Connection) -> None:
    """Read what comes, until nothing comes any more or nobody listens."""
    reader = TextReader()
    with suppress(EOFError, OSError):
        while True:
            texts.send([reader.read(document) for document in batches.recv()])
