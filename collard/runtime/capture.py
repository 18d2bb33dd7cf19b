"""Collects what each cell shows, as nbformat outputs, and sends it on while the cell runs."""

from __future__ import annotations

import os
import threading
import time
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from .events import EventSink
from .log import Log
from .mask import Masker, StreamMasker
from .plan import Block
from .streams import CapturedStream

STREAM_LIMIT = 4 << 20
"""Characters of one stream of one cell that are kept; the log has all of them."""
EAGER_PIECES = 100
"""Pieces of a cell's text that are sent at once; a cell that prints in a loop then sends fewer and larger ones."""
PIECE_SECONDS = 0.1
PIECE_CHARACTERS = 16 << 10

Json = dict[str, Any]


@dataclass
class ExecutedBlock:
    """A block that was executed, with everything that it showed."""

    block: Block
    execution_count: int
    outputs: list[Json] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    """Characters kept of each stream."""


class Capture:
    """The outputs of one attempt. Safe to use from several threads of the step."""

    def __init__(self, events: EventSink, log: Log, masker: Masker) -> None:
        self.events = events
        self.log = log
        self.masker = masker
        self.owner = os.getpid()
        self.lock = threading.RLock()
        self.executed: list[ExecutedBlock] = []
        self.current: ExecutedBlock | None = None
        self.shown: dict[str, list[Json]] = {}
        self.clear_before_next = False
        self.maskers = {name: StreamMasker(masker) for name in ("stdout", "stderr")}
        self.pending = ("stdout", "")
        self.pieces = 0
        self.last_piece = 0.0
        self.stdout = CapturedStream("stdout", 1, self.stream, self.flush)
        self.stderr = CapturedStream("stderr", 2, self.stream, self.flush)

    def start(self, block: Block, execution_count: int) -> None:
        """Everything shown from now on belongs to this block."""
        self.current = ExecutedBlock(block, execution_count)
        self.executed.append(self.current)
        self.pieces = 0
        self.clear_before_next = False

    def finish(self) -> None:
        """The block has ended: what is still held back is sent."""
        with self.lock:
            self.take_foreign()
            for name, masker in self.maskers.items():
                self.put_text(name, masker.finish())
            self.send_pending()
            self.current = None

    def stream(self, name: str, text: str) -> None:
        """Text of `stdout` or `stderr`."""
        if os.getpid() != self.owner:  # a fork of the step: its text comes back through the log
            os.write(1 if name == "stdout" else 2, self.masker.text(text).encode("utf-8", "replace"))
            return
        with self.lock:
            self.take_foreign()
            self.put_text(name, self.maskers[name].feed(text))

    def flush(self) -> None:
        if os.getpid() == self.owner:
            with self.lock:
                self.take_foreign()
                self.send_when_due()

    def display(self, data: Json, metadata: Json, display_id: str | None) -> None:
        """`display(…)`, optionally under a name that later updates use."""
        output = {"output_type": "display_data", "data": mime_bundle(data), "metadata": metadata}
        with self.lock:
            kept = self.add(output, {"transient": {"display_id": display_id}} if display_id else {})
            if display_id:
                self.shown.setdefault(display_id, []).append(kept)

    def update(self, data: Json, metadata: Json, display_id: str) -> None:
        """`update_display(…)`: changes every output of that name, in whatever cell it is."""
        output = self.masker.json({"data": mime_bundle(data), "metadata": metadata})
        with self.lock:
            for earlier in self.shown.get(display_id, []):
                earlier.update(output)
            transient = {"transient": {"display_id": display_id}}
            self.send_output({"output_type": "update_display_data", **output, **transient})

    def result(self, data: Json, metadata: Json) -> None:
        """The value of a cell's last expression."""
        count = self.current.execution_count if self.current else None
        output = {"output_type": "execute_result", "data": mime_bundle(data), "metadata": metadata}
        with self.lock:
            self.add({**output, "execution_count": count}, {})

    def error(self, name: str, message: str, traceback: list[str]) -> None:
        with self.lock:
            self.add({"output_type": "error", "ename": name, "evalue": message, "traceback": traceback}, {})

    def clear(self, wait: bool) -> None:
        """`clear_output(…)`: with `wait`, only once something new is shown."""
        with self.lock:
            self.send_pending()
            self.clear_before_next = wait
            if not wait and self.current:
                self.current.outputs.clear()
                self.current.kept.clear()
            self.send_output({"output_type": "clear_output", "wait": wait})

    def add(self, output: Json, transient: Json) -> Json:
        """Keeps an output of the current block and sends it, both masked; returns the kept one."""
        self.take_foreign()
        self.send_pending()
        kept: Json = self.masker.json(output)
        self.clear_if_due()
        if self.current:
            self.current.outputs.append(kept)
        self.send_output({**kept, **transient})
        text = kept.get("data", {}).get("text/plain") or "\n".join(kept.get("traceback", ()))
        if isinstance(text, str) and text:
            self.log.write(1, (text + "\n").encode("utf-8", "replace"))
        return kept

    def take_foreign(self) -> None:
        """Shows what child processes and compiled code have written past `sys.stdout`."""
        data = self.log.foreign()
        if data:
            self.keep_text("stdout", self.masker.text(data.decode("utf-8", "replace")))

    def put_text(self, name: str, text: str) -> None:
        if text:
            self.log.write(1 if name == "stdout" else 2, text.encode("utf-8", "replace"))
            self.keep_text(name, text)

    def keep_text(self, name: str, text: str) -> None:
        if self.current is None:
            return
        self.clear_if_due()
        text = within_limit(self.current.kept, name, text)
        if not text:
            return
        last = self.current.outputs[-1] if self.current.outputs else None
        if last and last["output_type"] == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.current.outputs.append({"output_type": "stream", "name": name, "text": text})
        if self.pending[0] != name:
            self.send_pending()
        self.pending = (name, self.pending[1] + text)
        if text.endswith("\n"):
            self.send_when_due()

    def clear_if_due(self) -> None:
        if self.clear_before_next and self.current:
            self.current.outputs.clear()
            self.current.kept.clear()
        self.clear_before_next = False

    def send_when_due(self) -> None:
        now = time.monotonic()
        waited = now - self.last_piece >= PIECE_SECONDS
        if self.pieces < EAGER_PIECES or waited or len(self.pending[1]) >= PIECE_CHARACTERS:
            self.last_piece = now
            self.send_pending()

    def send_pending(self) -> None:
        name, text = self.pending
        if text:
            self.pending = (name, "")
            self.pieces += 1
            self.send_output({"output_type": "stream", "name": name, "text": text})

    def send_output(self, output: Json) -> None:
        if self.current:
            self.events.send("cell-output", cell=self.current.block.cell, output=output)


def within_limit(kept: dict[str, int], name: str, text: str) -> str:
    """As much of `text` as may still be kept, ending with a note where it was cut."""
    before = kept.get(name, 0)
    kept[name] = before + len(text)
    if kept[name] <= STREAM_LIMIT:
        return text
    return (
        text[: STREAM_LIMIT - before] + "\n… cut here; the log has the rest\n"
        if before <= STREAM_LIMIT
        else ""
    )


def mime_bundle(data: Json) -> Json:
    """Display data as JSON: bytes become base64, as nbformat wants them."""
    return {
        mime: b64encode(item).decode() if isinstance(item, bytes) else item for mime, item in data.items()
    }
