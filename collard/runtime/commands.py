"""The commands of the runtime: `step`, `pod`, `serve` and `describe`."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import Callable, NoReturn

from .events import STDOUT_PREFIX, EventSink
from .request import Request, read_request

USAGE = "usage: python <runtime> step <request.json> | pod <plan> <step> … | serve | describe"
EVENTS_VARIABLE = "COLLARD_EVENTS"


def main(arguments: list[str]) -> int:
    """Runs a command; returns the exit code."""
    gc.disable()  # Modules come to stay: to look for garbage among them takes a fifth of the time of an import.
    if len(arguments) == 2 and arguments[0] == "step":
        run_alone(read_request(Path(arguments[1])))
    if arguments[:1] == ["pod"]:
        return run_in_pod(arguments[1:])
    if arguments == ["serve"]:
        from .forkserver import serve

        return serve()
    if arguments == ["describe"]:
        from .describe import describe

        print(json.dumps(describe()))
        return 0
    print(USAGE, file=sys.stderr)
    return 2


def run_in_pod(words: list[str]) -> int:
    """Runs a step in a pod; returns only when it cannot begin."""
    from .pod import HOPELESS, PARAMETERS_VARIABLE, Refusal, pod_request, read_task, report_outputs

    task = read_task(words)
    try:
        request = pod_request(task, os.environ.pop(PARAMETERS_VARIABLE, ""))
    except Refusal as refusal:
        print(f"{refusal}. {refusal.error.hint}", file=sys.stderr)
        sink = EventSink(1, task.step, task.attempt, STDOUT_PREFIX)
        sink.send("step-failed", error=refusal.error.json(), seconds=0)
        return HOPELESS
    run_alone(request, lambda: report_outputs(task))


def run_alone(request: Request, succeeded: Callable[[], None] = lambda: None) -> NoReturn:
    """Runs a step in this fresh interpreter and ends it, with every process that the step left behind."""
    from .attempt import write_process
    from .ending import end_process
    from .processes import adopt_orphans, end_descendants
    from .step import start_step
    from .warm import warm_environment

    descriptor = os.environ.pop(EVENTS_VARIABLE, None)
    sink = event_sink(request, descriptor)
    if os.name == "posix" and os.getpid() != os.getsid(0):
        lead_session()
    adopt_orphans()
    write_process(request, os.getpid())
    environment = warm_environment()
    gc.enable()
    code = start_step(request, environment, sink, redirect=descriptor is not None)
    if code == 0:
        succeeded()
    end_process(code, lambda: end_descendants(os.getpid()))


def event_sink(request: Request, descriptor: str | None) -> EventSink:
    """Events go to the descriptor that the engine names, else to stdout with a prefix."""
    if descriptor is None:
        return EventSink(os.dup(1), request.step, request.attempt, STDOUT_PREFIX)
    os.set_inheritable(int(descriptor), False)
    return EventSink(int(descriptor), request.step, request.attempt)


def lead_session() -> None:
    """A session of its own, unless this process leads a group already (a shell's job, the first process of a pod)."""
    try:
        os.setsid()
    except OSError:
        pass
