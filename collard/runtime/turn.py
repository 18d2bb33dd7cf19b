"""Two processes never run the same step key in one store at once: they would write the same files of the workspace.

One of them could then take a file that the other has just emptied for its own result. The lock is on the folder of the
key's records, belongs to the process and ends with it, however that ends. Where the file system knows no locks, steps
run without.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable

from .disk import StoreTrouble

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def take_turn(folder: Path, waiting: Callable[[], None]) -> None:
    """Returns when this process is the only one on `folder`; calls `waiting` once when it is not at first."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(error, folder) from error
    if fcntl is None:
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)  # stays open as long as the process lives
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        return
