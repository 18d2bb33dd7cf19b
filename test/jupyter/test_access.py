"""Every route is behind Jupyter's doors: login, the cross-site check, and the authorizer."""

from __future__ import annotations

import json

import pytest
from server_harness import JupyterServer

RUN = "collard/api/runs/20260101-000000000-abcdef"
STEP = f"{RUN}/steps/train"
READING = [
    "collard/status",
    "collard/api/runs",
    RUN,
    STEP,
    f"{STEP}/cells",
    f"{STEP}/state",
    "collard/api/environment?path=a.ipynb&kernel=python3",
    "collard/api/comparison?left=a&right=b",
    "collard/api/events",
]
CHANGING = [
    ("POST", "collard/api/runs?kernel=python3"),
    ("POST", "collard/api/explanation?kernel=python3"),
    ("POST", f"{RUN}/cancel"),
    ("POST", f"{RUN}/retry"),
    ("POST", f"{RUN}/pin"),
    ("DELETE", RUN),
    ("POST", f"{STEP}/restore"),
]
EVERYTHING = [*(("GET", path) for path in READING), *CHANGING]


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
def test_a_stranger_is_turned_away(jupyter: JupyterServer, method: str, path: str) -> None:
    assert jupyter.send(method, path, body=None if method == "GET" else {}).status == 403
    assert jupyter.send(method, path, headers={"Authorization": "token guess"}).status == 403


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_a_page_of_somebody_else_changes_nothing(jupyter: JupyterServer, method: str, path: str) -> None:
    """The browser sends the cookie along whoever asks; only a page of ours knows the word beside it."""
    browser = jupyter.log_in()
    assert jupyter.send(method, path, {}, browser=browser).status == 403
    allowed = jupyter.send(method, path, {}, {"X-XSRFToken": jupyter.xsrf}, browser)
    assert allowed.status in (400, 404), allowed.text
    assert "error" in allowed.json


def test_the_ways_of_a_browser_reach_the_server(jupyter: JupyterServer) -> None:
    answer = jupyter.send("GET", "collard/api/runs", browser=jupyter.log_in())
    assert (answer.status, "runs" in answer.json) == (200, True)


def test_the_authorizer_decides_who_may_do_what(jupyter: JupyterServer) -> None:
    guest = {"X-Guest": "1"}
    for method, path in CHANGING:
        assert jupyter.ask(method, path, {}, guest).status == 403
    assert jupyter.ask("GET", "collard/status", headers=guest).status == 200
    assert jupyter.ask("GET", "collard/api/runs", headers=guest).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "collard/api/../../api/status",
        "collard/api/runs/..%2F..%2F..%2Fetc",
        "collard/api/environment?kernel=python3&path=..%2Fa.ipynb",
        "collard/api/environment?kernel=..%2F..%2Fevil&path=a.ipynb",
    ],
)
def test_no_address_leads_out_of_the_folder(jupyter: JupyterServer, path: str) -> None:
    answer = jupyter.ask("GET", path)
    assert answer.status in (400, 403, 404)
    assert json.loads(answer.text)["error"]["code"] in (
        "not-found",
        "invalid-input",
        "outside-root",
        "kernel-missing",
    )
