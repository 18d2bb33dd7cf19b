"""One Jupyter server for all tests that do it no harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from server_harness import JupyterServer, StartServer


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    server = JupyterServer(tmp_path_factory.mktemp("jupyter"))
    yield server
    server.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartServer]:
    """Starts a server that the test may treat as it likes."""
    servers: list[JupyterServer] = []

    def started(node: Path | None = None) -> JupyterServer:
        servers.append(JupyterServer(tmp_path / f"jupyter-{len(servers)}", node))
        return servers[-1]

    yield started
    for server in servers:
        server.stop()
