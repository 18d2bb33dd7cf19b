"""A fork of the warm interpreter becomes a step: session, environment, log, and nothing of the server's."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import time
import traceback
from typing import NoReturn

from .ending import end_process
from .events import EventSink
from .processes import adopt_orphans
from .spare import Assignment, await_assignment
from .step import BROKEN, start_step
from .warm import WarmEnvironment


def run_child(orders: int, events: int, environment: WarmEnvironment) -> NoReturn:
    """Waits for a step, runs it and ends the process; never returns into the server's loop."""
    code = BROKEN
    try:
        leave_server()
        environment.shell.warm_up()
        assignment = await_assignment(orders)
        if assignment is None:
            os._exit(0)
        code = run_assignment(assignment, events, environment)
    except BaseException:
        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    end_process(code)


def leave_server() -> None:
    """A session of its own, and nothing of the server's signals, exit functions and random numbers."""
    os.setsid()
    adopt_orphans()
    atexit._clear()
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    renew_random_numbers()


def renew_random_numbers() -> None:
    """Each step draws its own numbers, as a fresh interpreter does; `random` sees to that itself after a fork."""
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def take_environment(variables: dict[str, str]) -> None:
    """Makes the environment exactly this one. It is nearly the server's; setting a variable again would take its time."""
    before = dict(os.environ)
    for name in before.keys() - variables.keys():
        del os.environ[name]
    for name, value in variables.items():
        if before.get(name) != value:
            os.environ[name] = value
    if before.get("TZ") != variables.get("TZ"):
        time.tzset()


def run_assignment(assignment: Assignment, events: int, environment: WarmEnvironment) -> int:
    request = assignment.request
    take_environment(assignment.variables)
    environment.plans = {request.plan: assignment.plan}
    return start_step(request, environment, EventSink(events, request.step, request.attempt), redirect=True)
