"""The fork server: a warm interpreter that forks for each step. JSON lines on stdin and stdout, one thread, one loop.

Its children report through a pipe each; whole lines are passed on, so that lines of different steps never mix. Nothing
here waits for anything but the selector: a slow reader of stdout delays nobody, a slow step delays no other.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import sys
from pathlib import Path
from typing import Any, Callable, NoReturn

from .attempt import write_process
from .child import run_child
from .keys import python_name
from .observe.inotify import Inotify
from .preload import Preloaded, breaks_after_fork, preload
from .processes import adopt_orphans, end_descendants, has_other_children, signal_family
from .relay import LineReader, LineWriter
from .request import Request, parse_request
from .running import RunningStep
from .spare import Assignment, Spare, fork_spare, part_of_plan
from .warm import WarmEnvironment, warm_environment

Json = dict[str, Any]

MOST_WAITING = 64 << 20
"""Bytes that may wait for the reader of stdout before the steps' pipes are left alone for a while."""


def serve() -> int:
    """Serves until stdin ends and the last step has finished."""
    # What a library prints while it is imported must not get between the messages.
    output = os.dup(1)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the engine's to handle
    adopt_orphans()
    environment = warm_environment()
    gc.enable()
    return ForkServer(0, output, environment).run()


class ForkServer:
    """Reads requests, forks, relays, and tells how each step ended."""

    def __init__(self, requests: int, output: int, environment: WarmEnvironment) -> None:
        self.environment = environment
        self.preloaded = Preloaded()
        self.selector = selectors.DefaultSelector()
        self.requests = LineReader(requests)
        self.output = LineWriter(output)
        self.running: dict[int, RunningStep] = {}
        self.watches: list[Inotify] = []
        self.spare: Spare | None = None
        self.open = True
        self.wake_reader, self.wake_writer = os.pipe()
        self.operations: dict[str, Callable[[Json], None]] = {
            "preload": self.preload,
            "run": self.start,
            "kill": self.kill,
        }

    def run(self) -> int:
        self.hear_children()
        self.selector.register(self.requests.descriptor, selectors.EVENT_READ, self.read_requests)
        self.selector.register(self.wake_reader, selectors.EVENT_READ, self.reap)
        while self.open or self.running or self.output.waiting:
            self.await_output()
            self.keep_spare()
            for key, _ in self.selector.select():
                key.data()
        end_descendants(os.getpid())
        return 0

    def hear_children(self) -> None:
        """The end of a child wakes the selector."""
        for descriptor in (self.wake_reader, self.wake_writer):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(self.wake_writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self.stop)

    def stop(self, *_: object) -> None:
        """SIGTERM: ends every step with all that it started, then the server."""
        end_descendants(os.getpid())
        os._exit(128 + signal.SIGTERM)

    def await_output(self) -> None:
        """Waits for stdout only while there is something to write; lets the steps wait while there is too much."""
        registered = self.output.descriptor in self.selector.get_map()
        if self.output.waiting and not registered:
            self.selector.register(self.output.descriptor, selectors.EVENT_WRITE, self.output.flush)
        elif registered and not self.output.waiting:
            self.selector.unregister(self.output.descriptor)
        crowded = self.output.waiting > MOST_WAITING
        for step in self.running.values():
            step.listen(self.selector, not crowded)

    def send(self, message: Json) -> None:
        self.output.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")

    def read_requests(self) -> None:
        for line in self.requests.lines():
            self.handle(line)
        if self.requests.ended:
            self.selector.unregister(self.requests.descriptor)
            self.open = False
            self.dismiss_spare()

    def handle(self, line: bytes) -> None:
        try:
            message = json.loads(line)
            operation = self.operations[message["op"]]
        except (ValueError, KeyError, TypeError) as error:
            self.send({"event": "error", "message": f"not a request: {type(error).__name__}: {error}"})
            return
        operation(message)

    def preload(self, message: Json) -> None:
        self.dismiss_spare()
        gc.disable()  # as in `main`
        preload(message["modules"], message.get("path", ()), self.environment, self.preloaded)
        gc.freeze()  # what is loaded now is never collected: forks keep sharing its memory
        gc.enable()
        trouble = self.preloaded.trouble
        self.send(
            {
                "event": "ready",
                "preloaded": self.preloaded.modules,
                "skipped": self.preloaded.skipped,
                "python": python_name(),
                "ipython": self.environment.shell.version,
                "pid": os.getpid(),
                "rss": resident_bytes(),
                "forkable": not trouble,
                "reason": trouble,
            }
        )

    def start(self, message: Json) -> None:
        number = message["id"]
        try:
            request = parse_request(message["request"])
            refusal = self.reason_to_refuse(request)
        except Exception as error:
            refusal = f"the request cannot be read: {type(error).__name__}: {error}"
        if refusal:
            self.send({"id": number, "event": "refused", "reason": refusal})
            return
        spare = self.spare or self.fork()
        self.spare = None
        plan = part_of_plan(self.environment.plan(request.plan), request.step)
        spare.assign(Assignment(request, message["environment"], plan))
        self.running[number] = RunningStep(
            spare.pid, spare.events, spare.inotify, lambda line: self.relay(number, line)
        )
        write_process(request, spare.pid)  # here, while the step is already at work
        self.send({"id": number, "event": "started", "pid": spare.pid})

    def keep_spare(self) -> None:
        """A process stands ready as soon as it is known that forks are wanted and safe.

        It is made while the steps are at work: just when a step begins, the one before it is being torn down, and a fork
        besides would keep the new step from a processor.
        """
        wanted = self.open and self.preloaded.asked and not self.preloaded.trouble
        if self.spare is None and wanted and all(step.heard for step in self.running.values()):
            self.spare = self.fork()

    def dismiss_spare(self) -> None:
        if self.spare is not None:
            self.spare.dismiss()
            if self.spare.inotify is not None:
                self.watches.append(self.spare.inotify)
            self.spare = None

    def fork(self) -> Spare:
        self.environment.inotify = self.free_watch()
        return fork_spare(self.environment.inotify, self.become_child)

    def become_child(self, orders: int, events: int) -> NoReturn:
        self.leave_to_child()
        run_child(orders, events, self.environment)

    def free_watch(self) -> Inotify | None:
        """A watch that no running step uses; None where there is no inotify or no more of it."""
        if self.watches:
            return self.watches.pop()
        try:
            return Inotify() if sys.platform == "linux" else None
        except OSError:
            return None

    def reason_to_refuse(self, request: Request) -> str:
        """Why the step needs a fresh interpreter; empty when a fork is the same."""
        if self.preloaded.trouble:
            return self.preloaded.trouble
        if not self.environment.distributions.unchanged():
            return "something was installed or removed since this interpreter was started"
        for module in self.environment.plan(request.plan).steps[request.step].imports:
            unsafe = breaks_after_fork(module)
            if unsafe is not None:
                return f"the step imports {module}: {unsafe}"
        loaded = set(self.preloaded.modules).union(*self.environment.brought.values())
        hidden = hidden_by_local_file(request, loaded)
        return f"{hidden} in the working folder hides an installed module" if hidden else ""

    def leave_to_child(self) -> None:
        """In the child: nothing of the server's loop stays open."""
        signal.set_wakeup_fd(-1)
        self.selector.close()
        self.output.forget()
        descriptors = [self.requests.descriptor, self.output.descriptor, self.wake_reader, self.wake_writer]
        for descriptor in descriptors + [step.events.descriptor for step in self.running.values()]:
            os.close(descriptor)

    def kill(self, message: Json) -> None:
        step = self.running.get(message["id"])
        if step is not None:
            signal_family(step.pid, message["signal"])

    def relay(self, number: int, line: bytes) -> None:
        """Passes an event on; the step made it as one line of JSON, so it needs no reading."""
        self.output.write(b'{"id":%d,"event":"step","data":%b}\n' % (number, line))

    def reap(self) -> None:
        """Tells which steps have ended, after the last of their events, and ends what they left running."""
        drain(self.wake_reader)
        for number, step in list(self.running.items()):
            pid, state = os.waitpid(step.pid, os.WNOHANG)
            if pid == 0:
                continue
            step.finish(self.selector)
            del self.running[number]
            if step.inotify is not None:
                self.watches.append(step.inotify)
            code = os.waitstatus_to_exitcode(state)
            ended = {"status": code, "signal": None} if code >= 0 else {"status": None, "signal": -code}
            self.send({"id": number, "event": "exited", **ended})
        self.end_orphans()

    def end_orphans(self) -> None:
        """Each running step adopts its own orphans, so any other child was left behind by a step that has ended."""
        known = frozenset(step.pid for step in self.running.values())
        if self.spare is not None:
            known |= {self.spare.pid}
        if has_other_children(known):
            end_descendants(os.getpid(), keep=known)
            reap_strangers(known)


def reap_strangers(known: frozenset[int]) -> None:
    """Takes note of the end of adopted processes; the steps' own ends are left for `reap`."""
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None or found.si_pid in known:
            return
        os.waitpid(found.si_pid, 0)


def drain(descriptor: int) -> None:
    try:
        while os.read(descriptor, 4096):
            pass
    except BlockingIOError:
        pass


def hidden_by_local_file(request: Request, modules: set[str]) -> str | None:
    """A file beside the notebook that `import` would have found before one of the loaded modules."""
    names = {module.partition(".")[0] for module in modules}
    try:
        entries = list(request.cwd.iterdir())
    except OSError:
        return None
    for entry in entries:
        if entry.stem in names and (entry.suffix == ".py" or (entry / "__init__.py").exists()):
            return entry.name
    return None


def resident_bytes() -> int:
    """Memory of this process, in bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
