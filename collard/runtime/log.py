"""The attempt's log: raw stdout and stderr, of the step itself and of everything that it starts."""

from __future__ import annotations

import os
from pathlib import Path

from .events import write_all


class Log:
    """Writes to descriptors 1 and 2, and notices what others write there.

    A compiled library or a child process writes past `sys.stdout`. When the descriptors are the log file itself, such
    bytes are found by comparing the file's size with what went through here; a notebook shows them, so do we.
    """

    def __init__(self, path: Path, redirect: bool) -> None:
        """`redirect`: make `path` the descriptors 1 and 2. Else they stay, and the file gets a copy."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
        self.descriptor = os.open(path, flags, 0o644)
        self.redirected = redirect
        if redirect:
            os.dup2(self.descriptor, 1)
            os.dup2(self.descriptor, 2)
        self.end = os.fstat(self.descriptor).st_size

    def write(self, descriptor: int, data: bytes) -> None:
        """Writes through descriptor 1 or 2. Call `foreign` before, or what others wrote is taken as known."""
        write_all(descriptor, data)
        if not self.redirected:
            write_all(self.descriptor, data)
        self.end = os.fstat(self.descriptor).st_size

    def foreign(self) -> bytes:
        """What others have written to the log since the last call or write."""
        size = os.fstat(self.descriptor).st_size
        if not self.redirected or size <= self.end:
            return b""
        data = os.pread(self.descriptor, size - self.end, self.end)
        self.end = size
        return data
