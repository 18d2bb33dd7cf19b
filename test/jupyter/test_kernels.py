"""Which Python runs the steps is what Jupyter's own kernelspecs say."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from server_harness import JupyterServer, notebook

ADDRESS = "collard/api/environment?path=a.ipynb&kernel="


def install(server: JupyterServer, name: str, argv: list[str], **more: Any) -> None:
    folder = server.data / "kernels" / name
    folder.mkdir(parents=True)
    spec = {"display_name": "Mein Kernel ü", "language": "python", "argv": argv, **more}
    (folder / "kernel.json").write_text(json.dumps(spec))


@pytest.mark.parametrize("program", ["python", "python3", f"python3.{sys.version_info[1]}", sys.executable])
def test_a_bare_python_is_the_one_of_the_jupyter_server(jupyter: JupyterServer, program: str) -> None:
    name = f"bare-{abs(hash(program))}"
    install(jupyter, name, [program, "-m", "ipykernel_launcher", "-f", "{connection_file}"])
    environment = jupyter.ask("GET", ADDRESS + name).json
    assert environment["python"] == sys.executable
    assert environment["workspace"] == str(jupyter.root)


def test_no_name_means_the_default_kernel(jupyter: JupyterServer) -> None:
    assert jupyter.ask("GET", ADDRESS).json["python"] == sys.executable


def test_a_kernel_that_is_not_there_is_named(jupyter: JupyterServer) -> None:
    answer = jupyter.ask("GET", f"{ADDRESS}nobody")
    assert (answer.status, answer.json["error"]["code"]) == (404, "kernel-missing")
    assert "nobody" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("name", "argv", "language"),
    [
        ("wrapped", ["conda", "run", "-n", "x", "python", "-m", "ipykernel"], "python"),
        ("shell", ["/bin/sh", "start-kernel.sh"], "python"),
        ("statistics", ["R", "--slave"], "R"),
    ],
)
def test_a_kernel_whose_python_nobody_knows_is_refused(
    jupyter: JupyterServer, name: str, argv: list[str], language: str
) -> None:
    install(jupyter, name, argv, language=language)
    answer = jupyter.ask("GET", ADDRESS + name)
    assert (answer.status, answer.json["error"]["code"]) == (422, "kernel-unsuitable")
    assert "Mein Kernel ü" in answer.json["error"]["message"]


def test_the_variables_of_the_kernel_reach_the_step(jupyter: JupyterServer) -> None:
    install(jupyter, "tuned", ["python", "-m", "ipykernel_launcher"], env={"TUNED": "${HOME}/tuned ü"})
    body = {
        "path": "tuned.ipynb",
        "notebook": notebook((["step:ask"], "import os\nanswer = os.environ['TUNED']")),
    }
    with jupyter.stream("collard/api/events") as events:
        run = jupyter.ask("POST", "collard/api/runs?kernel=tuned", body).json["run"]["id"]
        while b'"run-finished"' not in events.readline():
            pass
    [answer] = jupyter.ask("GET", f"collard/api/runs/{run}/steps/ask").json["outputs"]
    assert answer["artifact"]["preview"].endswith("/tuned ü'")
