"""Processes as the kernel sees them: who descends from whom, and how to end all of them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

C_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None
PR_SET_CHILD_SUBREAPER = 36
ROUNDS = 50
"""Scans after which a family that keeps growing is given up."""


@dataclass(frozen=True)
class ProcessStatus:
    """A line of `/proc/<pid>/stat`. `started` counts clock ticks since boot: it tells a process from a namesake."""

    pid: int
    state: str
    parent: int
    session: int
    started: str


def status(pid: int) -> ProcessStatus | None:
    """None when there is no such process, or no `/proc`."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1")
    except OSError:
        return None
    # The command, in parentheses, may hold anything: fields are counted after its end.
    fields = text[text.rindex(")") + 2 :].split(" ")
    return ProcessStatus(pid, fields[0], int(fields[1]), int(fields[3]), fields[19])


def all_processes() -> list[ProcessStatus]:
    try:
        numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    except OSError:
        return []
    found = (status(number) for number in numbers)
    return [process for process in found if process is not None]


def adopt_orphans() -> None:
    """Descendants whose parent ends become children of this process, not of init, so that none gets out of sight."""
    if C_LIBRARY is not None:
        C_LIBRARY.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def family(leader: int) -> set[int]:
    """The process, all its descendants, and the session that it leads; zombies left out."""
    processes = all_processes()
    found = {leader}
    before = 0
    while before != len(found):
        before = len(found)
        found |= {one.pid for one in processes if one.parent in found or one.session == leader}
    return found - {one.pid for one in processes if one.state == "Z"}


def signal_family(leader: int, number: int) -> None:
    """Signals a step's process with everything that it started."""
    for pid in family(leader):
        signal_one(pid, number)


def end_descendants(parent: int, keep: frozenset[int] = frozenset()) -> None:
    """Kills everything that descends from `parent`, except the processes of `keep` and what descends from those."""
    for _ in range(ROUNDS):
        processes = all_processes()
        doomed = {
            one.pid for one in processes if one.parent == parent and one.pid not in keep and one.state != "Z"
        }
        before = 0
        while before != len(doomed):
            before = len(doomed)
            doomed |= {
                one.pid
                for one in processes
                if one.parent in doomed and one.pid not in keep and one.state != "Z"
            }
        if not doomed:
            return
        for pid in doomed:
            signal_one(pid, signal.SIGKILL)


def has_other_children(known: frozenset[int]) -> bool:
    """Whether this process has a child that is not known; cheap where the kernel lists children."""
    own = os.getpid()
    try:
        text = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii")
    except OSError:
        return True
    return not known.issuperset(map(int, text.split()))


def signal_one(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        pass  # it has ended already
