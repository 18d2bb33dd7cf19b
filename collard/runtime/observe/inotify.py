"""Linux tells which files of a folder are opened and changed, by whatever code: `inotify`, through `ctypes`."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass

MODIFY, MOVED_FROM, MOVED_TO, CREATE, DELETE, OPEN = 0x2, 0x40, 0x80, 0x100, 0x200, 0x20
OVERFLOW, IS_FOLDER = 0x4000, 0x40000000
WATCHED = MODIFY | MOVED_FROM | MOVED_TO | CREATE | DELETE | OPEN
ONLY_FOLDERS = 0x01000000
HEAD = struct.Struct("iIII")
BUFFER = 1 << 16


@dataclass(frozen=True)
class FileNotice:
    """One thing that happened to `path`, as the bits of inotify's mask."""

    path: str
    mask: int


class Inotify:
    """Watches folders, not their subfolders. Raises `OSError` when the system gives no more watches.

    It is never closed by itself: the kernel takes about ten milliseconds for that, as long as a whole step may last.
    The fork server keeps it for the next step, which watches the same folders in no time.
    """

    def __init__(self) -> None:
        self.library = ctypes.CDLL(None, use_errno=True)
        self.descriptor = self.checked(self.library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC), "inotify")
        self.folders: dict[int, str] = {}

    def begin(self) -> None:
        """Forgets what an earlier user of the same watch has left unread."""
        self.folders = {}
        for _ in self.notices():
            pass

    def watch(self, folder: str) -> None:
        number = self.library.inotify_add_watch(
            self.descriptor, os.fsencode(folder), ctypes.c_uint32(WATCHED | ONLY_FOLDERS)
        )
        self.folders[self.checked(number, folder)] = folder

    def checked(self, result: int, subject: str) -> int:
        if result < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), subject)
        return result

    def notices(self) -> Iterator[FileNotice]:
        """Everything that has happened since the last call, in order; `path` is empty for a lost stretch."""
        while True:
            try:
                data = os.read(self.descriptor, BUFFER)
            except BlockingIOError:
                return
            offset = 0
            while offset < len(data):
                number, mask, _, length = HEAD.unpack_from(data, offset)
                name = data[offset + HEAD.size : offset + HEAD.size + length].rstrip(b"\0")
                offset += HEAD.size + length
                if mask & OVERFLOW:
                    yield FileNotice("", mask)
                elif name and number in self.folders:
                    yield FileNotice(os.path.join(self.folders[number], os.fsdecode(name)), mask)
