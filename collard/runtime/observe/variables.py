"""Hears which environment variables the step's own code reads, for which Python has no audit event.

`os.environ` of the step's process first tells and then does the same. What libraries and Python read for themselves does
not count, nor does a copy of the whole environment, such as for a child process: it says nothing about what matters.
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterable, Mapping
from typing import Any

from ..canonical import digest
from .territory import Territory

PASSED_THROUGH = frozenset(
    function.__code__.co_filename for function in (os.getenv, Mapping.get, os.path.expandvars)
)
"""Files of code that reads a variable for whoever called it: `os.getenv`, `get`, `in`, `os.path.expandvars`."""
COPIES_ALL = frozenset({"__iter__", "popitem", "update"})
"""Functions in these files that read every variable, such as behind `os.environ.items()`."""
SET_BY_RUNTIME = frozenset({"MPLBACKEND"})
"""The shell chooses one when the caller has none, so what the step finds says nothing about the caller."""


class VariableFollower:
    """Keeps what each variable was when the step's own code read it first; `None`: there was none."""

    def __init__(self, territory: Territory, secrets: Iterable[str]) -> None:
        """`secrets`: names of variables of which nothing may be written down."""
        self.territory = territory
        self.read: dict[str, bytes | None] = {}
        self.settled = set(secrets) | SET_BY_RUNTIME
        """Variables that are no dependency, or no more: the step has set them itself."""

    def on_read(self, name: str, value: bytes | None, frame: types.FrameType) -> None:
        if name in self.read or name in self.settled:
            return
        reader = reading_code(frame)
        if reader is not None and not self.territory.is_library(reader.co_filename):
            self.read[name] = value

    def on_change(self, name: str) -> None:
        if name not in self.read:
            self.settled.add(name)

    def digests(self) -> dict[str, str | None]:
        return {name: None if value is None else digest(value) for name, value in sorted(self.read.items())}


class VariableProbe:
    """Puts itself between programs and `os.environ` (and `os.environb`); `follower` hears what happens there."""

    def __init__(self) -> None:
        self.follower: VariableFollower | None = None
        self.copying: tuple[types.CodeType, int] | None = None
        """The instruction that last asked for all names. When it reads values as well, it makes a copy."""

    def install(self) -> None:
        kind: Any = type(os.environ)
        self.tell_reads(kind)
        self.tell_changes(kind)

    def tell_reads(self, kind: Any) -> None:
        get, keys = kind.__getitem__, kind.keys

        def told_get(variables: Any, name: Any) -> Any:
            if self.follower is None:
                return get(variables, name)
            frame = sys._getframe(1)
            try:
                value = get(variables, name)
            except KeyError:
                self.tell(name, None, frame)
                raise
            self.tell(name, value, frame)
            return value

        def told_keys(variables: Any) -> Any:
            frame = sys._getframe(1)
            self.copying = (frame.f_code, frame.f_lasti)
            return keys(variables)

        kind.__getitem__, kind.keys = told_get, told_keys

    def tell(self, name: Any, value: Any, frame: types.FrameType) -> None:
        if self.follower is not None and (frame.f_code, frame.f_lasti) != self.copying:
            found = None if value is None else os.fsencode(value)
            self.follower.on_read(os.fsdecode(name), found, frame)

    def tell_changes(self, kind: Any) -> None:
        put, delete = kind.__setitem__, kind.__delitem__

        def told_put(variables: Any, name: Any, value: Any) -> None:
            put(variables, name, value)
            if self.follower is not None:
                self.follower.on_change(os.fsdecode(name))

        def told_delete(variables: Any, name: Any) -> None:
            if self.follower is not None:  # deleting fails when there is none, so it is a question as well
                self.tell(name, variables.get(name), sys._getframe(1))
            delete(variables, name)
            if self.follower is not None:
                self.follower.on_change(os.fsdecode(name))

        kind.__setitem__, kind.__delitem__ = told_put, told_delete


def reading_code(frame: types.FrameType | None) -> types.CodeType | None:
    """The code for which a variable is read; None when it is one of all."""
    while frame is not None and frame.f_code.co_filename in PASSED_THROUGH:
        if frame.f_code.co_name in COPIES_ALL:
            return None
        frame = frame.f_back
    return frame.f_code if frame is not None else None
