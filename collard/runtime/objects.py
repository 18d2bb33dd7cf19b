"""The object store: immutable bytes named by their SHA-256, under `objects/` of the `.collard` folder.

An object is written under a temporary name, flushed, and renamed into place, so a reader never sees half of one, whoever
is killed and whenever. Several processes may write at once: equal content has an equal name.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict, Union

Chunk = Union[bytes, bytearray, memoryview]

# Content up to this size is hashed before anything is written; beyond it, hashing runs beside writing.
LARGE = 1 << 20
# Piece of one write: long enough to be quick, short enough that hashing keeps up with writing.
PIECE = 4 << 20
# Pieces that may wait for hashing: bounds the memory of content that is made while it is written.
_AHEAD = 16


class ObjectReference(TypedDict):
    """Names one object; `bytes` lets a reader notice a damaged file without reading it."""

    digest: str
    bytes: int


class ObjectError(Exception):
    """An object that a record names cannot be used: it is gone, or its file is not what was written."""

    def __init__(self, digest: str, reason: str) -> None:
        super().__init__(f"object {digest[:12]}… {reason}")
        self.digest = digest
        self.reason = reason


class ObjectStore:
    """Objects of one `.collard` folder. Holds no open file and no state, so it may be used after a fork."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        return self.root / "objects" / digest[:2] / digest[2:]

    def has(self, digest: str, size: int) -> bool:
        """Whether the object is there with the right size. A wrong size means damaged, which counts as missing."""
        try:
            return os.stat(self.path(digest)).st_size == size  # noqa: PTH116 (one system call, no Path)
        except OSError:
            return False

    def put(self, chunks: Iterable[Chunk]) -> ObjectReference:
        """Stores the joined chunks durably and returns their name. Chunks are read once, in order."""
        source = iter(chunks)
        head: list[Chunk] = []
        size = 0
        for chunk in source:
            head.append(chunk)
            size += memoryview(chunk).nbytes
            if size > LARGE:
                return self._put_large(itertools.chain(head, source))
        return self._put_small(b"".join(head))

    def read(self, reference: ObjectReference) -> bytes:
        """The whole content, verified by size and digest."""
        try:
            data = self.path(reference["digest"]).read_bytes()
        except OSError as error:
            raise ObjectError(reference["digest"], "is missing") from error
        self._verify_size(reference, len(data))
        if hashlib.sha256(data).hexdigest() != reference["digest"]:
            raise ObjectError(reference["digest"], "is damaged: its content has changed")
        return data

    def map(self, reference: ObjectReference) -> memoryview:
        """The content as private memory, read from disk on first touch. Writing to it never changes the object."""
        import mmap

        try:
            with self.path(reference["digest"]).open("rb") as file:
                self._verify_size(reference, os.fstat(file.fileno()).st_size)
                if reference["bytes"] == 0:
                    return memoryview(bytearray())
                return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
        except OSError as error:
            raise ObjectError(reference["digest"], "is missing") from error

    def _verify_size(self, reference: ObjectReference, size: int) -> None:
        if size != reference["bytes"]:
            raise ObjectError(
                reference["digest"], f"is damaged: it has {size} bytes instead of {reference['bytes']}"
            )

    def _put_small(self, data: bytes) -> ObjectReference:
        digest = hashlib.sha256(data).hexdigest()
        if not self.has(digest, len(data)):
            with self._new_file() as file:
                file.write(memoryview(data))
                file.flush()
                self._commit(file, digest)
        return {"digest": digest, "bytes": len(data)}

    def _put_large(self, chunks: Iterable[Chunk]) -> ObjectReference:
        size = 0
        with self._new_file() as file:
            with _hashing() as digest:
                for piece in _pieces(chunks):
                    digest.update(piece)
                    file.write(piece)
                    size += piece.nbytes
                # Hashing usually has some way to go when the last byte is written: flush meanwhile.
                file.flush()
            if not self.has(digest.value, size):
                self._commit(file, digest.value)
        return {"digest": digest.value, "bytes": size}

    @contextmanager
    def _new_file(self) -> Iterator[_NewFile]:
        """A new file in `temp/`, removed at the end unless it was renamed into place."""
        folder = self.root / "temp"
        folder.mkdir(parents=True, exist_ok=True)
        file = _NewFile(folder / f"object-{os.getpid()}-{os.urandom(8).hex()}")
        try:
            yield file
        finally:
            file.close()
            file.path.unlink(missing_ok=True)

    def _commit(self, file: _NewFile, digest: str) -> None:
        file.close()
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.path.replace(target)


class _NewFile:
    """An unfinished object. Read-only for others from birth, where that does not stop the later rename."""

    def __init__(self, path: Path) -> None:
        self.path = path
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(path, flags, 0o444 if os.name == "posix" else 0o666)
        self._open = True

    def write(self, data: memoryview) -> None:
        """Writes everything: a full disk or a signal may cut one system call short."""
        written = 0
        while written < data.nbytes:
            written += os.write(self._descriptor, data[written:])

    def flush(self) -> None:
        os.fsync(self._descriptor)

    def close(self) -> None:
        if self._open:
            self._open = False
            os.close(self._descriptor)


class _OverlappedDigest:
    """SHA-256 computed by a second thread (hashlib lets others run meanwhile); `value` is set when it is done."""

    def __init__(self) -> None:
        import threading
        from queue import Queue

        self.value = ""
        self._queue: Queue[memoryview | None] = Queue(maxsize=_AHEAD)
        self._thread = threading.Thread(target=self._work, name="collard-digest", daemon=True)
        self._thread.start()

    def update(self, piece: memoryview) -> None:
        self._queue.put(piece)

    def finish(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        state = hashlib.sha256()
        for piece in iter(self._queue.get, None):
            state.update(piece)
        self.value = state.hexdigest()


@contextmanager
def _hashing() -> Iterator[_OverlappedDigest]:
    digest = _OverlappedDigest()
    try:
        yield digest
    finally:
        digest.finish()


def _pieces(chunks: Iterable[Chunk]) -> Iterator[memoryview]:
    for chunk in chunks:
        view = memoryview(chunk)
        if view.nbytes == 0:
            continue
        view = view.cast("B")
        for start in range(0, view.nbytes, PIECE):
            yield view[start : start + PIECE]
