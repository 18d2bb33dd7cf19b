"""A real Jupyter server with our extension, in folders of its own, spoken to as a browser does."""

from __future__ import annotations

import http.cookiejar
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKEN = "the-token-of-the-tests"
BASE = "/user/x/"
START_DEADLINE = 60.0
OTHERS = ["jupyterlab", "notebook", "notebook_shim", "jupyter_lsp", "jupyter_server_terminals"]
EXTENSIONS = ["collard.jupyter=True", *(f"{name}=False" for name in OTHERS)]
"""Ours alone: JupyterLab takes seconds to start, and there are browser tests with it."""


@dataclass(frozen=True)
class Answer:
    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class JupyterServer:
    def __init__(self, home: Path, node: Path | None = None) -> None:
        self.root = home / "Meine Ördner"
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / ".git").mkdir(exist_ok=True)
        self.data = home / "data"
        self.temporary = home / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self._port = free_port()
        self._log = home / "log"
        words = [
            *("-m", "jupyter_server", "--no-browser", "--ServerApp.ip=127.0.0.1"),
            *(f"--port={self._port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={self.root}"),
            *(f"--ServerApp.base_url={BASE}", f"--IdentityProvider.token={TOKEN}"),
            "--ServerApp.allow_unauthenticated_access=False",
            *(f"--ServerApp.jpserver_extensions={name}" for name in EXTENSIONS),
            "--ServerApp.authorizer_class=house_rules.Rules",
            *(["--allow-root"] if os.getuid() == 0 else []),
            *([] if node is None else [f"--CollardExtension.node={node}"]),
        ]
        own = {
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(self.data),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": str(Path(__file__).parent),
        }
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, *words],
                env={**os.environ, **own},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._cookies = http.cookiejar.CookieJar()
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self._wait()

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8", "replace")

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """With the token, as a script does."""
        return self.send(method, path, body, {"Authorization": f"token {TOKEN}", **(headers or {})})

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        browser: urllib.request.OpenerDirector | None = None,
    ) -> Answer:
        """Exactly these headers, and the cookies of `browser`."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url(path), method=method, data=data, headers=headers or {})
        opener = browser or urllib.request.build_opener()
        try:
            with opener.open(request, timeout=30) as response:
                return Answer(response.status, response.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode())

    def log_in(self) -> urllib.request.OpenerDirector:
        """A browser that has a cookie by now."""
        self.send("GET", "login", browser=self._browser)
        form = urllib.parse.urlencode({"password": TOKEN, "_xsrf": self.xsrf}).encode()
        self._browser.open(urllib.request.Request(self.url("login"), data=form), timeout=30).close()
        return self._browser

    @property
    def xsrf(self) -> str:
        """What a page of ours sends with each request, and a page of somebody else cannot."""
        return next(cookie.value or "" for cookie in self._cookies if cookie.name == "_xsrf")

    def stream(self, path: str) -> Any:
        """An answer to be read piece by piece."""
        request = urllib.request.Request(self.url(path), headers={"Authorization": f"token {TOKEN}"})
        return urllib.request.urlopen(request, timeout=30)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}{BASE}{path}"

    def node(self) -> int | None:
        """Process id of our Node server."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            if b"server.mjs" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        return None

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """JupyterLab has been seen to hang after SIGTERM; the tests do not wait for that."""
        if self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_DEADLINE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.ask("GET", "api/status").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise AssertionError(f"the Jupyter server did not start:\n{self.log}")


StartServer = Callable[..., JupyterServer]
"""Starts a server; the Node to run may be named."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def is_running(pid: int) -> bool:
    """A zombie is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def eventually(what: str, condition: Any) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, f"it never came true that {what}"
        time.sleep(0.02)


def notebook(*cells: tuple[list[str], str]) -> dict[str, Any]:
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {"tags": tags},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for number, (tags, source) in enumerate(cells, 1)
        ],
    }
