"""Requests and answers pass through as they are, at the pace of both sides, and nothing passes that is Jupyter's alone."""

from __future__ import annotations

import http.client
import sys
import time
from collections.abc import Iterator

import pytest
from server_harness import JupyterServer, eventually, notebook

STORY = notebook(
    (["step:one"], "from pathlib import Path\nprint(Path.cwd().name)\nPath('went').touch()"),
    (["step:two"], "import time\nwhile not Path('go').exists():\n    time.sleep(0.01)"),
)


def test_events_arrive_while_the_run_is_at_work(jupyter: JupyterServer) -> None:
    """Under a prefix, in a folder with spaces and an umlaut, for a notebook in another one."""
    folder = jupyter.root / "ünter ordner"
    folder.mkdir()
    with jupyter.stream("collard/api/events") as events:
        body = {"path": "ünter ordner/ein heft.ipynb", "notebook": STORY}
        run = jupyter.ask("POST", "collard/api/runs?kernel=python3", body).json["run"]
        assert run["notebook"] == body["path"]
        read_until(events, "ünter ordner\\n")  # and the other step still waits
        (folder / "go").touch()
        read_until(events, '"run-finished"')
    assert (folder / "went").exists()
    assert not (folder / "ein heft.ipynb").exists()


def test_following_events_is_no_activity_that_keeps_a_server_alive(jupyter: JupyterServer) -> None:
    def last_activity() -> str:
        return str(jupyter.ask("GET", "api/status").json["last_activity"])

    before = last_activity()
    with jupyter.stream("collard/api/events") as events:
        read_until(events, '"hello"')
    jupyter.ask("GET", "collard/status")
    assert last_activity() == before
    jupyter.ask("GET", "collard/api/runs")
    assert last_activity() > before


ECHO = """
import json, os, socketserver, sys, http.server
if sys.argv[1] == "--version":
    print("v24.0.0")
    sys.exit()
state = {"left": 0, "sent": 0}


class Handler(http.server.BaseHTTPRequestHandler):
    def address_string(self):
        return "nobody"

    def do_GET(self):
        if self.path.startswith("/flood"):
            return self.flood()
        if self.path.startswith("/die"):
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"only this")
            self.wfile.flush()
            os._exit(5)
        size = int(self.headers.get("Content-Length") or 0)
        told = {"path": self.path, "headers": dict(self.headers), "body": self.rfile.read(size).decode(), **state}
        content = json.dumps(told).encode()
        self.send_response(418)
        self.send_header("Content-Type", "application/json")
        self.send_header("Set-Cookie", "a=b")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET

    def flood(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
                state["sent"] += 65536
        except OSError:
            state["left"] += 1


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


server = Server(sys.argv[2], Handler)
print(json.dumps({"ready": True}), flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    """A Jupyter server whose Node is a program that tells what it was asked."""
    home = tmp_path_factory.mktemp("echo")
    node = home / "node"
    node.write_text(f"#!{sys.executable}\n{ECHO}")
    node.chmod(0o755)
    server = JupyterServer(home, node)
    yield server
    server.stop()


def test_a_request_passes_without_what_is_for_jupyter_alone(echo: JupyterServer) -> None:
    server = echo
    browser = server.log_in()
    sent = {
        "X-XSRFToken": server.xsrf,
        "Content-Type": "application/json",
        "Last-Event-ID": "a-7",
        "X-Other": "1",
    }
    answer = server.send("POST", "collard/api/runs/a%2Fb?x=%C3%BC", {"say": "ü"}, sent, browser)
    assert answer.status == 418
    assert answer.json["path"] == "/runs/a%2Fb?x=%C3%BC"
    assert answer.json["body"] == '{"say": "\\u00fc"}'
    names = {name.lower() for name in answer.json["headers"]}
    assert names == {"host", "authorization", "content-type", "content-length", "last-event-id"}
    assert answer.json["headers"]["Authorization"].startswith("Bearer ")
    token = {"Authorization": "token the-token-of-the-tests"}
    assert "token" not in str(server.send("GET", "collard/api/runs", headers=token).json["headers"])


def test_an_answer_goes_no_faster_than_it_is_read_and_ends_when_the_reader_leaves(
    echo: JupyterServer,
) -> None:
    server = echo
    stream = server.stream("collard/api/flood")
    stream.read(1000)

    def sent() -> int:
        return int(server.ask("GET", "collard/api/").json["sent"])

    def waits() -> bool:
        before = sent()
        time.sleep(0.3)
        return sent() == before

    eventually("the sender waits for the reader", waits)
    assert sent() < 50_000_000
    stream.close()
    eventually("the sender knows", lambda: server.ask("GET", "collard/api/").json["left"] == 1)


def test_an_answer_that_is_cut_off_does_not_look_whole(echo: JupyterServer) -> None:
    server = echo
    cut_off = pytest.raises((http.client.IncompleteRead, ConnectionError))
    with server.stream("collard/api/die") as answer, cut_off:
        answer.read()


def read_until(stream: object, word: str) -> str:
    seen = ""
    while word not in seen:
        line = stream.readline().decode()  # type: ignore[attr-defined]
        assert line != "", f"the stream ended before {word}"
        seen += line
    return seen
