"""`sys.stdout` and `sys.stderr` of a step: text goes to the capture and to the log."""

from __future__ import annotations

import io
from typing import Any, Callable

Write = Callable[[str, str], None]


class CapturedStream(io.TextIOBase):
    """A text stream with the attributes that libraries expect of a real one."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, descriptor: int, write: Write, flush: Callable[[], None]) -> None:
        self.name = "<" + name + ">"
        self.stream = name
        self.descriptor = descriptor
        self.send = write
        self.send_rest = flush
        self.bytes = CapturedBytes(self)

    @property
    def buffer(self) -> CapturedBytes:
        return self.bytes

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.send(self.stream, text)
        return len(text)

    def flush(self) -> None:
        self.send_rest()

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self.descriptor

    def reconfigure(self, **options: Any) -> None:
        """Accepted and without effect: the encoding of a notebook's output is always UTF-8."""

    def close(self) -> None:
        """Does nothing: a step cannot close its output, as in a notebook."""


class CapturedBytes(io.RawIOBase):
    """`sys.stdout.buffer`: bytes are shown as UTF-8."""

    def __init__(self, text: CapturedStream) -> None:
        self.text = text

    def write(self, data: Any) -> int:
        content = bytes(data)
        self.text.write(content.decode("utf-8", "replace"))
        return len(content)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.text.fileno()

    def close(self) -> None:
        """Does nothing, like the text stream."""
