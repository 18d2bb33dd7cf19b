"""Notices programs that a step starts: what they read and write is not followed."""

from __future__ import annotations

import os
from typing import Any

from .audit import Handler

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

HARMLESS = frozenset(
    {"fc-list", "ldconfig", "gcc", "cc", "c++", "g++", "clang", "ld", "objdump", "uname", "lsb_release", "lscpu",
     "nproc", "getconf"}
)  # fmt: skip
"""Programs by which libraries look at the machine; a result does not depend on them."""


class ProcessFollower:
    """Collects reasons. Starting Python processes (`multiprocessing`, joblib) counts too."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.harmless = False

    def handlers(self) -> dict[str, Handler]:
        return {
            "subprocess.Popen": lambda arguments: self.program(arguments[0], arguments[1]),
            "os.system": lambda arguments: self.shell_line(arguments[0]),
            "os.posix_spawn": lambda arguments: self.program(arguments[0], arguments[1]),
            "os.spawn": lambda arguments: self.program(arguments[1], arguments[2]),
            "os.exec": lambda arguments: self.program(arguments[0], arguments[1]),
            "os.fork": lambda _: self.reasons.append("it starts another process"),
            "os.forkpty": lambda _: self.reasons.append("it runs a shell command"),
            "pty.spawn": lambda _: self.reasons.append("it runs a shell command"),
        }

    def program(self, executable: Any, arguments: Any) -> None:
        words = [arguments] if isinstance(arguments, (str, bytes, os.PathLike)) else list(arguments or ())
        command = executable if executable is not None else words[0]
        name = os.path.basename(os.fsdecode(command).split(" ")[0])
        if name in HARMLESS:
            self.harmless = True
        else:
            self.reasons.append(f"it starts a program ({name})")

    def shell_line(self, line: Any) -> None:
        self.reasons.append(f"it runs a shell command ({os.fsdecode(line)[:60]})")

    def had_children(self) -> bool:
        """Whether a process was started past every event, such as by joblib's own fork."""
        if resource is None:
            return False
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            return True
        except ChildProcessError:
            return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt > 0

    def all_reasons(self) -> list[str]:
        if not self.reasons and not self.harmless and self.had_children():
            return ["it starts another process"]
        return self.reasons
