"""Lines in and out of non-blocking descriptors."""

from __future__ import annotations

import os
from collections.abc import Iterator

CHUNK = 1 << 16


class LineReader:
    """Cuts what arrives at a descriptor into lines; keeps an unfinished one until it is whole."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.ended = False
        self.pieces: list[bytes] = []
        os.set_blocking(descriptor, False)

    def lines(self) -> Iterator[bytes]:
        """The lines that are there now. Sets `ended` when there will be no more; a torn last line is dropped."""
        while True:
            try:
                data = os.read(self.descriptor, CHUNK)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self.ended = True
                return
            first, *rest = data.split(b"\n")
            self.pieces.append(first)
            for line in rest:
                yield b"".join(self.pieces)
                self.pieces = [line]


class LineWriter:
    """Writes as much as the reader takes; the rest waits. A reader that has gone away gets nothing more."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.pieces: list[bytes] = []
        self.waiting = 0
        self.broken = False
        os.set_blocking(descriptor, False)

    def write(self, data: bytes) -> None:
        if not self.broken:
            self.pieces.append(data)
            self.waiting += len(data)
            self.flush()

    def flush(self) -> None:
        while self.pieces:
            try:
                written = os.write(self.descriptor, self.pieces[0])
            except BlockingIOError:
                return
            except OSError:
                self.broken = True
                self.forget()
                return
            self.waiting -= written
            rest = self.pieces[0][written:]
            self.pieces[:1] = [rest] if rest else []

    def forget(self) -> None:
        self.pieces = []
        self.waiting = 0
