"""The floor under a step: fork an interpreter that has loaded numpy and pandas; the child writes, flushes and renames one small file."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy  # noqa: F401
import pandas  # noqa: F401

ROUNDS = 60


def child(folder: Path, index: int) -> None:
    temporary = folder / f"{index}.tmp"
    with temporary.open("wb") as file:
        file.write(b'{"answer": 42}' * 60)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(folder / f"{index}.json")
    os._exit(0)


def main() -> None:
    gc.freeze()
    times = []
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as name:
        for index in range(ROUNDS):
            start = time.perf_counter()
            process = os.fork()
            if process == 0:
                child(Path(name), index)
            os.waitpid(process, 0)
            times.append((time.perf_counter() - start) * 1000)
    print(statistics.median(times))


main()
