"""A fork of the warm interpreter becomes a step: session, environment, log, and nothing of the server's."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import time
import traceback
from typing import NoReturn

from .attempt import set_up_process
from .ending import end_process
from .events import EventSink
from .processes import adopt_orphans
from .request import Request
from .step import BROKEN, run_step
from .warm import WarmEnvironment


def run_child(
    request: Request, variables: dict[str, str], environment: WarmEnvironment, events: int
) -> NoReturn:
    """Runs the step and ends the process; never returns into the server's loop."""
    code = BROKEN
    try:
        become_step(variables)
        log = set_up_process(request, redirect=True)
        code = run_step(request, environment, EventSink(events, request.step, request.attempt), log)
    except BaseException:
        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    end_process(code)


def become_step(variables: dict[str, str]) -> None:
    os.setsid()
    adopt_orphans()
    atexit._clear()  # what the server registered is the server's
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    renew_random_numbers()


def renew_random_numbers() -> None:
    """Each step draws its own numbers, as a fresh interpreter does; `random` sees to that itself after a fork."""

    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()
