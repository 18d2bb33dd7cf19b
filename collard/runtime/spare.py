"""A process that is forked ahead: it has done everything that needs no knowledge of the step, and waits for one.

Copying a large interpreter and touching its memory for the first time takes as long as a short step. A spare process
does so while nobody waits for it.
"""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, replace
from typing import Callable, NoReturn

from .events import write_all
from .observe.inotify import Inotify
from .plan import Plan
from .relay import LineReader
from .request import Request


@dataclass(frozen=True)
class Assignment:
    """A step for a spare process: the request, its environment variables, and the part of the plan that it needs."""

    request: Request
    variables: dict[str, str]
    plan: Plan


@dataclass(frozen=True)
class Spare:
    """The server's side of a waiting process."""

    pid: int
    orders: int
    events: LineReader
    inotify: Inotify | None

    def assign(self, assignment: Assignment) -> None:
        write_all(self.orders, pickle.dumps(assignment))
        os.close(self.orders)

    def dismiss(self) -> None:
        """It ends at once, since nothing will come."""
        os.close(self.orders)
        os.close(self.events.descriptor)


def fork_spare(inotify: Inotify | None, in_child: Callable[[int, int], NoReturn]) -> Spare:
    """Forks; the child calls `in_child` with the descriptors of its orders and of its events."""
    orders, order_writer = os.pipe()
    event_reader, events = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(order_writer)
        os.close(event_reader)
        in_child(orders, events)
    os.close(orders)
    os.close(events)
    return Spare(pid, order_writer, LineReader(event_reader), inotify)


def await_assignment(orders: int) -> Assignment | None:
    """In the child: the step to run, or None when the server has no use for this process any more."""
    pieces = []
    while piece := os.read(orders, 1 << 16):
        pieces.append(piece)
    os.close(orders)
    assignment = pickle.loads(b"".join(pieces)) if pieces else None
    return assignment if isinstance(assignment, Assignment) else None


def part_of_plan(plan: Plan, name: str) -> Plan:
    """What one step needs of a plan, which may be large."""
    step = plan.steps[name]
    cells = {block.cell for block in step.blocks} | {output.cell for output in step.outputs}
    return replace(
        plan, cells={cell: plan.cells[cell] for cell in cells if cell in plan.cells}, steps={name: step}
    )
