"""Keeps one Node server at hand: started by the first request, started again after a crash with growing pauses, and ended."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass
from logging import Logger
from typing import Any

from .. import __version__
from .node import Node, NodeMissing, find_node
from .process import SERVER, NodeProcess, StartFailed, ending
from .refusal import Refusal

LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
"""Seconds; a server that has run for so long and then crashes is started again at once."""

RESTART_HINT = "Look at the last lines below; restarting the Jupyter server often helps."


@dataclass
class Failure:
    """Why there is no server now."""

    code: str
    message: str
    hint: str
    stderr: tuple[str, ...] = ()


class Backend:
    """`ensure` is what requests need; `status` tells people, and never starts anything."""

    def __init__(self, root: str, configured_node: str, log: Logger) -> None:
        self._root = root
        self._configured_node = configured_node
        self._log = log
        self._process: NodeProcess | None = None
        self._watching: asyncio.Future[None] | None = None
        self._failure: Failure | None = None
        self._crashes = 0
        self._next_start = 0.0
        self._starting = asyncio.Lock()
        self._stopped = False

    async def ensure(self) -> NodeProcess:
        """The running server. Raises `Refusal` (503) with the reason when there can be none."""
        async with self._starting:
            if self._stopped:
                raise Refusal(503, "stopping", "The Jupyter server is about to end.")
            if self._process is not None and self._process.exit_code is None:
                return self._process
            await self._settle()
            self._check_pause()
            try:
                return await self._start()
            except NodeMissing as missing:
                self._failure = Failure("node-missing", str(missing), missing.hint)
            except StartFailed as failed:
                self._crashed(str(failed), failed.stderr)
            raise self._refusal()

    async def status(self) -> dict[str, Any]:
        """As `statusSchema` of protocol/api.ts says."""
        node, missing = "", None
        try:
            node = (await self._find_node()).version
        except NodeMissing as found:
            missing = Failure("node-missing", str(found), found.hint)
        running = self._process is not None and self._process.exit_code is None
        failure = None if running else missing or self._failure
        return {
            "version": __version__,
            "state": self._state(running, failure),
            "node": node,
            "error": failure.message if failure else "",
            "hint": failure.hint if failure else "",
            "stderr": list(failure.stderr) if failure else [],
        }

    async def stop(self) -> None:
        """Ends the server for good; a start that is under way is waited for."""
        self._stopped = True
        async with self._starting:
            if self._process is not None:
                await self._process.stop()
            await self._settle()

    def _state(self, running: bool, failure: Failure | None) -> str:
        if running:
            return "running"
        if self._starting.locked():
            return "starting"
        return "stopped" if failure is None else "failed"

    async def _find_node(self) -> Node:
        if os.name != "posix":
            raise NodeMissing(
                "Collard in JupyterLab works on Linux and macOS only, for now.",
                "On Windows, use it in the Windows Subsystem for Linux, or the command `collard`.",
            )
        if not SERVER.exists():
            raise NodeMissing(
                "The server is not built.", "In a source folder: npm run build. Else install collard again."
            )
        return await find_node(self._configured_node)

    async def _start(self) -> NodeProcess:
        node = await self._find_node()
        process = await NodeProcess.start(node, self._root, self._log)
        self._process = process
        self._failure = None
        self._watching = asyncio.ensure_future(self._watch(process, time.monotonic()))
        return process

    async def _watch(self, process: NodeProcess, since: float) -> None:
        code = await process.wait()
        if self._stopped:
            return
        if time.monotonic() - since > HEALTHY_AFTER:
            self._crashes = 0
        self._crashed(f"Node ended with {ending(code)}.", tuple(process.complaints))

    def _crashed(self, message: str, stderr: tuple[str, ...]) -> None:
        """The first crash costs no pause, the next ones 1, 2, 4, … seconds."""
        pause = min(LONGEST_PAUSE, 2.0 ** (self._crashes - 1)) if self._crashes > 0 else 0.0
        self._crashes += 1
        self._next_start = time.monotonic() + pause
        self._failure = Failure("server-crashed", message, RESTART_HINT, stderr)
        self._log.error("Collard's server is gone. %s", message)

    async def _settle(self) -> None:
        """Waits until everything about the last process is known."""
        if self._watching is not None:
            await self._watching

    def _check_pause(self) -> None:
        left = self._next_start - time.monotonic()
        if left > 0 and self._failure is not None:
            raise self._refusal()

    def _refusal(self) -> Refusal:
        assert self._failure is not None
        code, message, hint = self._failure.code, self._failure.message, self._failure.hint
        return Refusal(503, code, message, hint, retryable=code == "server-crashed")
