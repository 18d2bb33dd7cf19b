"""A step that the fork server has started: its process, and the pipe through which it reports."""

from __future__ import annotations

import os
import selectors
from typing import Callable

from .observe.inotify import Inotify
from .relay import LineReader


class RunningStep:
    """Passes the step's events on, line by line."""

    def __init__(
        self, pid: int, events: LineReader, inotify: Inotify | None, relay: Callable[[bytes], None]
    ) -> None:
        """`inotify`: the watch that it uses, free again when it has ended."""
        self.pid = pid
        self.inotify = inotify
        self.events = events
        self.relay = relay
        self.heard = False
        """Whether it has said anything yet: then it is at work."""

    def listen(self, selector: selectors.BaseSelector, wanted: bool) -> None:
        """Hears the pipe when `wanted` and until it ends."""
        registered = self.events.descriptor in selector.get_map()
        wanted = wanted and not self.events.ended
        if wanted and not registered:
            selector.register(self.events.descriptor, selectors.EVENT_READ, self.pass_on)
        elif registered and not wanted:
            selector.unregister(self.events.descriptor)

    def pass_on(self) -> None:
        for line in self.events.lines():
            self.heard = True
            self.relay(line)

    def finish(self, selector: selectors.BaseSelector) -> None:
        """After the end of the process: what is still in the pipe, and no more."""
        self.pass_on()
        self.listen(selector, False)
        os.close(self.events.descriptor)
