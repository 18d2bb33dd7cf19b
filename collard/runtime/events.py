"""Tells the engine what happens in a step: one JSON object a line, never torn apart by another writer."""

from __future__ import annotations

import json
import os
from typing import Any

STDOUT_PREFIX = "::collard:: "
"""Marks an event among other lines, where events and the step's own output share one stream."""


class EventSink:
    """Writes the events of one attempt to a file descriptor.

    A reader that went away must not stop the step: its result is worth keeping, so writing stops silently.
    """

    def __init__(self, descriptor: int, step: str, attempt: int, prefix: str = "") -> None:
        self.descriptor: int | None = descriptor
        self.identity = {"step": step, "attempt": attempt}
        self.prefix = prefix
        self.owner = os.getpid()

    def send(self, type: str, **fields: Any) -> None:
        """Sends a step event (protocol/run-event.ts); a fork of this process sends nothing."""
        self.write({"type": type, **self.identity, **fields})

    def send_engine_event(self, type: str, **fields: Any) -> None:
        """Sends an event that the engine would otherwise send itself, which knows no attempt."""
        self.write({"type": type, "step": self.identity["step"], **fields})

    def write(self, event: dict[str, Any]) -> None:
        if self.descriptor is None or os.getpid() != self.owner:
            return
        # A user's text may end without a line break; the event must still begin a line of its own.
        start = f"\n{self.prefix}" if self.prefix else ""
        text = start + json.dumps(event, ensure_ascii=True, separators=(",", ":")) + "\n"
        try:
            write_all(self.descriptor, text.encode())
        except OSError:
            self.descriptor = None


def write_all(descriptor: int, data: bytes) -> None:
    """`os.write` until everything is written."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
