"""Reading many documents in a process beside this one, which meanwhile writes: two processors build an index."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from catalogue.search.document_reader import Counted, DocumentReader
from catalogue.search.fields import SearchDocument
from catalogue.search.numbering import Change, Documents

_AT_ONCE = 200
_AHEAD = 3
"""So many batches are read ahead, so that neither process waits for the other and little memory is taken."""

_Batch = list[SearchDocument]


class ReaderBeside:
    """A `DocumentReader` for a new store, in a process of its own. Call `close` at the end, whatever happened.

    Raises `ChildProcessError` when that process is gone.
    """

    def __init__(self) -> None:
        # A new process, not a fork: this one may have threads. Each end of a pipe is held by one process only, so that
        # neither waits for the other when that one is killed.
        context = get_context("spawn")
        batches_there, batches_here = context.Pipe(duplex=False)
        self._counted, counted_there = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(batches_there, counted_there), daemon=True)
        self._process.start()
        batches_there.close()
        counted_there.close()
        # Both processes may be sending at once, so this one sends in a thread and goes on receiving.
        self._to_send: SimpleQueue[_Batch | dict[str, Documents] | None] = SimpleQueue()
        self._sender = Thread(target=_send, args=(self._to_send, batches_here), daemon=True)
        self._sender.start()

    def read_all(self, documents: Iterable[SearchDocument]) -> Iterator[tuple[SearchDocument, Counted]]:
        """Yield documents with what an index needs of them."""
        rest = iter(documents)
        reading: deque[_Batch] = deque()
        while batch := list(islice(rest, _AT_ONCE)):
            self._to_send.put(batch)
            reading.append(batch)
            if len(reading) > _AHEAD:
                yield from zip(reading.popleft(), self._receive(), strict=True)
        while reading:
            yield from zip(reading.popleft(), self._receive(), strict=True)

    def changes(self, documents: Mapping[str, Documents]) -> Iterator[Change]:
        """Yield what the vocabularies of the store get; `documents` are the sums of each language.

        It is worked out from this call on, while this process does something else.
        """
        self._to_send.put(dict(documents))
        return iter(self._receive, None)

    def close(self) -> None:
        """End the process."""
        self._to_send.put(None)
        self._process.kill()
        self._process.join()
        self._sender.join()
        self._counted.close()

    def _receive(self) -> object:
        try:
            return self._counted.recv()
        except EOFError as gone:
            raise ChildProcessError("the process that reads documents is gone") from gone


def _send(batches: SimpleQueue[_Batch | dict[str, Documents] | None], to: Connection) -> None:
    with to, suppress(OSError):
        while (batch := batches.get()) is not None:
            to.send(batch)


def _serve(batches: Connection, counted: Connection) -> None:
    """Read batches, and when sums come send the changes, until nothing comes any more or nobody listens."""
    # This process only gathers, and ends soon: there is no rubbish to look for among what it has gathered.
    gc.disable()
    reader = DocumentReader()
    with suppress(EOFError, OSError):
        while True:
            come = batches.recv()
            if isinstance(come, list):
                counted.send([reader.read(document) for document in come])
            else:
                for change in reader.changes(come):
                    counted.send(change)
                counted.send(None)
