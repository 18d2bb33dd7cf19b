"""One Node process for a Jupyter server: begun when it is needed, begun again when it dies, and gone with the Jupyter server."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from server_harness import JupyterServer, StartServer, eventually, is_running, notebook
from test_access import EVERYTHING

RUN = {"path": "a.ipynb", "notebook": notebook((["step:one"], "x = 1"))}


def test_a_killed_node_is_replaced_and_goes_on_with_its_run(jupyter: JupyterServer) -> None:
    server = jupyter
    go = server.root / "go"
    source = f"import os, time\nwhile not os.path.exists({str(go)!r}):\n    time.sleep(0.01)"
    body = {**RUN, "notebook": notebook((["step:wait"], source))}
    run = server.ask("POST", "collard/api/runs?kernel=python3", body).json["run"]["id"]
    first = server.node()
    assert first is not None
    os.kill(first, signal.SIGKILL)
    eventually("the first one is gone", lambda: not is_running(first))
    status = server.ask("GET", "collard/status").json
    assert (status["state"], status["error"]) == ("failed", "Node ended with signal 9.")

    def phase() -> str:
        return str(server.ask("GET", f"collard/api/runs/{run}").json["summary"]["phase"])

    assert phase() in ("interrupted", "running")
    assert server.node() not in (None, first)
    go.touch()
    eventually("the run has succeeded", lambda: phase() == "succeeded")


def test_it_begins_when_it_is_needed_and_ends_with_the_jupyter_server(start: StartServer) -> None:
    server = start()
    for method, path in EVERYTHING:
        assert server.send(method, path).status == 403
    stopped = server.ask("GET", "collard/status").json
    assert (stopped["state"], stopped["error"], stopped["hint"]) == ("stopped", "", "")
    assert stopped["node"].startswith("v24.")
    assert server.node() is None, "neither a stranger nor a question about it starts it"
    assert server.ask("GET", "collard/api/runs").json == {"runs": []}
    running = server.ask("GET", "collard/status").json
    assert (running["state"], running["error"], running["stderr"]) == ("running", "", [])
    assert "JupyterServerAuthWarning" not in server.log
    expect_end_with(server, signal.SIGTERM)


def test_it_ends_even_when_the_jupyter_server_is_killed(start: StartServer) -> None:
    server = start()
    assert server.ask("GET", "collard/api/runs").status == 200
    expect_end_with(server, signal.SIGKILL)


def expect_end_with(server: JupyterServer, number: signal.Signals) -> None:
    node = server.node()
    assert node is not None
    [folder] = private_folders(server)
    assert folder.stat().st_mode & 0o777 == 0o700, "the socket is for this user alone"
    server.stop(number)
    eventually("Node is gone", lambda: not is_running(node))
    assert private_folders(server) == []


def private_folders(server: JupyterServer) -> list[Path]:
    return [path for path in server.temporary.iterdir() if path.name.startswith("collard-")]
