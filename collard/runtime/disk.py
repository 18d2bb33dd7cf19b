"""Writing files of the store: all or nothing under their name, and flushed where a result depends on it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from .events import write_all

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class StoreTrouble(Exception):
    """The store cannot be written or read. Carries what to do about it."""

    def __init__(self, error: OSError, path: Path) -> None:
        super().__init__(f"{os.strerror(error.errno) if error.errno else error}: {path}")
        self.hint = hint(error.errno)


def hint(number: int | None) -> str:
    if number in NO_SPACE:
        return "The disk or quota is full. Free some space (`collard gc` removes old results) and run again."
    if number in READ_ONLY:
        return "The folder .collard cannot be written. Check its owner, its permissions and how the disk is mounted."
    return "Check that the disk of the workspace works, and run again."


def write_file(store: Path, path: Path, content: str | bytes, *, durable: bool) -> None:
    """Writes to `temp/` of the store and renames. `durable`: it survives a power cut once this returns."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    unfinished = store / "temp" / f"{path.name}-{os.getpid()}-{os.urandom(6).hex()}"
    try:
        try:
            descriptor = create(unfinished)
            try:
                write_all(descriptor, data)
                if durable:
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)
            rename(unfinished, path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreTrouble(error, path) from error


def create(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o644)


def rename(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
