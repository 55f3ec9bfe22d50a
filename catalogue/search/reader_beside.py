"""Reading many documents in a process beside this one, which meanwhile writes: two processors build an index."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice
from queue import Queue
from threading import Thread
from typing import IO

from catalogue.search.document_reader import Counted, DocumentReader
from catalogue.search.fields import SearchDocument
from catalogue.search.numbering import Change, Documents

_AT_ONCE = 50
_AHEAD = 8
"""So many batches are read ahead, so that neither process waits for the other and little memory is taken."""
_MOST_WAITING = 64
"""Messages of the other process that wait to be read; after so many it waits itself."""
_GONE = "the process that reads documents is gone"

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
        self._sender = Sender(self._process.stdin)

    def read_all(self, documents: Iterable[SearchDocument]) -> Iterator[tuple[SearchDocument, Counted]]:
        """Yield documents with what an index needs of them."""
        rest = iter(documents)
        reading: deque[_Batch] = deque()
        while batch := list(islice(rest, _AT_ONCE)):
            self._send(batch)
            reading.append(batch)
            if len(reading) > _AHEAD:
                yield from zip(reading.popleft(), self._receive(), strict=True)
        while reading:
            yield from zip(reading.popleft(), self._receive(), strict=True)

    def changes(self, documents: Mapping[str, Documents]) -> Iterator[Change]:
        """Yield what the vocabularies of the store get; `documents` are the sums of each language.

        It is worked out from this call on, while this process does something else.
        """
        self._send(dict(documents))
        return iter(self._receive, None)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._sender.close()
        self._process.stdout.close()

    def _send(self, message: _Message) -> None:
        try:
            self._sender.send(message)
        except BrokenPipeError as gone:
            raise ChildProcessError(_GONE) from gone

    def _receive(self) -> object:
        try:
            return pickle.load(self._process.stdout)  # noqa: S301 - our own process wrote it
        except (EOFError, pickle.UnpicklingError) as gone:
            raise ChildProcessError(_GONE) from gone


def serve() -> None:
    """Read batches, and when sums come send the changes, until nothing comes any more or nobody listens."""
    asked = sys.stdin.buffer
    # This process only gathers, and ends soon: there is no rubbish to look for among what it has gathered.
    gc.disable()
    reader = DocumentReader()
    with closing(Sender(sys.stdout.buffer, _MOST_WAITING)) as answers, suppress(EOFError, OSError):
        while True:
            come: _Message = pickle.load(asked)  # noqa: S301 - the process that started this one wrote it
            if isinstance(come, list):
                answers.send([reader.read(document) for document in come])
            else:
                for change in reader.changes(come):
                    answers.send(change)
                answers.send(None)


class Sender:
    """Sends messages from a thread, so that who sends goes on while the other side does not read yet.

    A pipe holds little: without this, the reader would count nothing as long as the writer is busy with the engine,
    and two processes that send at once would wait for each other for ever. With `most_waiting`, whoever sends waits
    when so many messages do.
    """

    def __init__(self, to: IO[bytes], most_waiting: int = 0) -> None:
        self._to = to
        self._waiting: Queue[bytes | None] = Queue(most_waiting)
        self._nobody_reads = False
        self._thread = Thread(target=self._send_all, daemon=True)
        self._thread.start()

    def send(self, message: object) -> None:
        """Send a message after those before it. Raises `BrokenPipeError` once it is known that nobody reads."""
        if self._nobody_reads:
            raise BrokenPipeError
        self._waiting.put(pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))

    def close(self) -> None:
        """Send what waits, as far as somebody reads it, and close."""
        self._waiting.put(None)
        self._thread.join()

    def _send_all(self) -> None:
        try:
            while (message := self._waiting.get()) is not None:
                self._to.write(message)
                self._to.flush()
        except OSError:
            self._nobody_reads = True
            # Whoever waits for room, to send or to close, is let go.
            while self._waiting.get() is not None:
                pass
        finally:
            with suppress(OSError):
                self._to.close()
