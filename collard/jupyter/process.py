"""One life of our Node server: a private folder with a unix socket, a secret, a ready line, and an end."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import tempfile
from collections import deque
from logging import Logger
from pathlib import Path

from .node import Node

SERVER = Path(__file__).absolute().parent.parent / "backend" / "server.mjs"
READY_DEADLINE = 30.0
END_DEADLINE = 5.0
KEPT_LINES = 40


class StartFailed(Exception):
    """The process did not become ready; the text says why, and `stderr` holds its last lines."""

    def __init__(self, message: str, stderr: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.stderr = stderr


class NodeProcess:
    """Made by `start`. The folder is for this user alone, and the process removes what it made in it when it ends."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path, secret: str, log: Logger) -> None:
        self.folder = folder
        self.socket = folder / "socket"
        self.secret = secret
        self.complaints: deque[str] = deque(maxlen=KEPT_LINES)
        self._process = process
        self._log = log
        self._listening = asyncio.ensure_future(self._listen())

    @classmethod
    async def start(cls, node: Node, root: str, log: Logger) -> NodeProcess:
        """Raises `StartFailed`. The process has a session of its own, so that Ctrl-C reaches the Jupyter server alone."""
        folder = Path(tempfile.mkdtemp(prefix="collard-"))
        secret = secrets.token_urlsafe(32)
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                node.path,
                str(SERVER),
                str(folder / "socket"),
                root,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                env={**os.environ, "COLLARD_SECRET": secret},
                start_new_session=True,
            )
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StartFailed(f"{node.path} does not start: {error}.") from error
        started = cls(process, folder, secret, log)
        await started._become_ready()
        return started

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        return self._process.returncode

    async def wait(self) -> int:
        """Waits for its end; by then every complaint has been heard, and the folder is gone."""
        code = await self._process.wait()
        await self._listening
        shutil.rmtree(self.folder, ignore_errors=True)
        return code

    async def stop(self) -> None:
        """The end of its input tells it to go; a process that does not is killed."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self.wait()), END_DEADLINE)
        except asyncio.TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        if self.exit_code is None:
            self._process.kill()
        await self.wait()

    async def _become_ready(self) -> None:
        assert self._process.stdout is not None
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), READY_DEADLINE)
        except asyncio.TimeoutError:
            await self.kill()
            message = f"Node was not ready after {READY_DEADLINE:.0f} seconds."
            raise StartFailed(message, tuple(self.complaints)) from None
        if not is_ready_line(line):
            await self.stop()
            raise StartFailed(f"Node ended with {ending(self.exit_code)}.", tuple(self.complaints))

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        while line := await next_line(self._process.stderr):
            text = line.decode("utf-8", "replace").rstrip()
            self.complaints.append(text)
            self._log.warning("%s", text)


async def next_line(stream: asyncio.StreamReader) -> bytes:
    """The next line; of one that is absurdly long, only what follows it. Empty at the end."""
    while True:
        try:
            return await stream.readline()
        except ValueError:
            continue


def is_ready_line(line: bytes) -> bool:
    try:
        return json.loads(line)["ready"] is True
    except (ValueError, KeyError, TypeError):
        return False


def ending(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
