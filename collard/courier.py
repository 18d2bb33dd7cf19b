"""Brings files into a volume and out of it: the program of a pod that mounts the volume and waits to be called.

It travels as text in an environment variable of the pod, so the image needs Python and nothing else. What goes in and out are frames: one line
of JSON that describes a file, then exactly as many bytes as it says; a line `{}` ends them. Input has an end of its own because the API
server cannot always pass on that it ends.

Commands: `wait <seconds>`, `compare <folder>`, `receive <folder>`, `send <folder>`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

Json = dict[str, Any]

PIECE = 1 << 20
MIRROR = ".collard/mirror.json"
"""Names of the files that came from elsewhere, so that those that are no longer there can be removed, and no others."""


def main(words: list[str]) -> None:
    command, argument = words
    if command == "wait":
        time.sleep(float(argument))
        return
    root = Path(argument)
    if command == "compare":
        answer(compare(root, json.loads(sys.stdin.buffer.readline())))
    elif command == "receive":
        answer({"files": receive(root, sys.stdin.buffer)})
    else:
        send(root, json.loads(sys.stdin.buffer.readline()), sys.stdout.buffer)


def answer(content: Json) -> None:
    sys.stdout.buffer.write(json.dumps(content).encode() + b"\n")
    sys.stdout.buffer.flush()


def compare(root: Path, wanted: Json) -> Json:
    """Which files are missing, and the digests of those that may differ; files of the mirror that are no longer wanted go."""
    missing: list[str] = []
    unsure: Json = {}
    for file in wanted["files"]:
        path = root / file["path"]
        try:
            found = path.stat()
        except OSError:
            missing.append(file["path"])
            continue
        if found.st_size != file["size"]:
            missing.append(file["path"])
        elif file["mtime"] is not None and str(found.st_mtime_ns) != file["mtime"]:
            unsure[file["path"]] = digest(path)
    if wanted["mirror"]:
        keep_mirror(root, sorted(file["path"] for file in wanted["files"] if file["mtime"] is not None))
    return {"missing": missing, "unsure": unsure}


def keep_mirror(root: Path, names: list[str]) -> None:
    mirror = root / MIRROR
    try:
        before = json.loads(mirror.read_bytes())
    except (OSError, ValueError):
        before = []
    for name in set(before) - set(names):
        (root / name).unlink(missing_ok=True)
    write(mirror, json.dumps(names).encode())


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def receive(root: Path, source: BinaryIO) -> int:
    """Writes each file aside and renames it when its bytes are there and have the digest that was told."""
    count = 0
    while header := json.loads(source.readline()):
        path = root / header["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.part")
        found = hashlib.sha256()
        with unfinished.open("wb") as file:
            for piece in pieces(source, header["size"]):
                file.write(piece)
                found.update(piece)
        if found.hexdigest() != header["digest"]:
            raise SystemExit(f"{header['path']} changed while it was sent")
        unfinished.chmod(header["mode"])
        if header["mtime"] is not None:
            os.utime(unfinished, ns=(time.time_ns(), int(header["mtime"])))
        unfinished.replace(path)
        count += 1
    return count


def pieces(source: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        piece = source.read(min(size, PIECE))
        if not piece:
            raise SystemExit("the connection ended in the middle of a file")
        size -= len(piece)
        yield piece


def send(root: Path, wanted: Json, target: BinaryIO) -> None:
    """Every file of the folders, and the named files; those that are not there are left out."""
    for path in wanted_files(root, wanted):
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                name = path.relative_to(root).as_posix()
                target.write(json.dumps({"path": name, "size": size}).encode() + b"\n")
                for piece in pieces(file, size):
                    target.write(piece)
        except FileNotFoundError:
            continue
    target.write(b"{}\n")
    target.flush()


def wanted_files(root: Path, wanted: Json) -> Iterator[Path]:
    for folder in wanted["folders"]:
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file())
    for name in wanted["files"]:
        yield root / name


if __name__ == "__main__":
    main(sys.argv[1:])
