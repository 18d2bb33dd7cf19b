"""Content of files and folders as digests, and the identity of a file that tells cheaply that it did not change."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from ..canonical import canonical, digest

CHUNK = 1 << 20
look = os.stat
"""The system's own `stat`, without the ear that `probes.py` puts to it."""


@dataclass(frozen=True)
class Identity:
    """What the file system says about a file; times in nanoseconds. Equal identities mean equal content."""

    size: int
    mtime: int
    ctime: int
    inode: int
    mode: int

    @property
    def is_file(self) -> bool:
        return stat.S_ISREG(self.mode)

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)


def identity(path: str) -> Identity | None:
    """None when there is nothing at `path` that can be looked at."""
    try:
        found = look(path)
    except (OSError, ValueError):
        return None
    return Identity(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode)


def chunks(path: str) -> Iterator[bytes]:
    with open(path, "rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def file_digest(path: str) -> str:
    """SHA-256 of a file's bytes."""
    state = hashlib.sha256()
    for chunk in chunks(path):
        state.update(chunk)
    return state.hexdigest()


def folder_digest(path: str) -> str:
    """SHA-256 of the canonical JSON array of the names in a folder, in order."""
    return names_digest(os.listdir(path))


def details_digest(path: str) -> str:
    """SHA-256 of the canonical JSON array of `[name, size, time]` of what is in a folder; folders in it are names alone."""
    return digest(
        canonical([[name, *details(os.path.join(path, name))] for name in in_order(os.listdir(path))])
    )


def details(path: str) -> list[str | None]:
    found = identity(path)
    return [None, None] if found is None or found.is_folder else [str(found.size), str(found.mtime)]


def names_digest(names: list[str]) -> str:
    return digest(canonical(in_order(names)))


def in_order(names: list[str]) -> list[str]:
    """By UTF-16 code units, as in JavaScript."""
    return sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
