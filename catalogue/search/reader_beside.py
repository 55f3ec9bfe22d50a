"""Reading many documents in a process beside this one, which meanwhile writes: two processors build an index."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from typing import IO

from catalogue.search.document_reader import Counted, DocumentReader
from catalogue.search.fields import SearchDocument
from catalogue.search.numbering import Change, Documents

_AT_ONCE = 200
_AHEAD = 3
"""So many batches are read ahead, so that neither process waits for the other and little memory is taken."""

_Batch = list[SearchDocument]
_Message = _Batch | dict[str, Documents]


class ReaderBeside:
    """A `DocumentReader` for a new store, in a process of its own. Call `close` at the end, whatever happened.

    The other process ends when this one does, however it ends. Raises `ChildProcessError` when it is gone before.
    """

    def __init__(self) -> None:
        # Nothing of this process is taken along, neither its threads nor the program that it began with.
        program = f"from {__name__} import serve; serve()"
        self._process = subprocess.Popen(  # noqa: S603 - our own program, with nothing in it that anybody typed
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        # Both processes may be sending at once, so this one sends in a thread and goes on receiving.
        self._to_send: SimpleQueue[_Message | None] = SimpleQueue()
        self._sender = Thread(target=_send, args=(self._to_send, self._process.stdin), daemon=True)
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
        self._process.wait()
        self._sender.join()
        self._process.stdout.close()

    def _receive(self) -> object:
        try:
            return pickle.load(self._process.stdout)  # noqa: S301 - our own process wrote it
        except (EOFError, pickle.UnpicklingError) as gone:
            raise ChildProcessError("the process that reads documents is gone") from gone


def serve() -> None:
    """Read batches, and when sums come send the changes, until nothing comes any more or nobody listens."""
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    # This process only gathers, and ends soon: there is no rubbish to look for among what it has gathered.
    gc.disable()
    reader = DocumentReader()
    with suppress(EOFError, OSError):
        while True:
            come: _Message = pickle.load(asked)  # noqa: S301 - the process that started this one wrote it
            if isinstance(come, list):
                _answer(answered, [reader.read(document) for document in come])
            else:
                for change in reader.changes(come):
                    _answer(answered, change)
                _answer(answered, None)


def _answer(to: IO[bytes], what: object) -> None:
    pickle.dump(what, to, protocol=pickle.HIGHEST_PROTOCOL)
    to.flush()


def _send(messages: SimpleQueue[_Message | None], to: IO[bytes]) -> None:
    with suppress(OSError), to:
        while (message := messages.get()) is not None:
            _answer(to, message)
