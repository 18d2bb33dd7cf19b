"""Runs real steps: writes a plan and a request by hand, starts the real runtime, and reads what it left in the store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RUNTIME = Path(__file__).parents[3] / "collard" / "runtime"
PATIENCE = 60
"""Seconds after which something that should have happened never will."""

Json = dict[str, Any]


def python_without_ipython() -> str:
    """A Python that can run the plain shell: any other installation, else this one's base, which has no packages."""
    for candidate in sorted(Path.home().glob(".pyenv/versions/3.9.*/bin/python")):
        return str(candidate)
    return str(Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}"))


@dataclass
class StepSpec:
    """A step of a plan, with the fields that tests care about."""

    name: str
    body: list[str]
    definitions: list[tuple[str, int, str]] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
    metrics: list[str] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    cache: str = "auto"


@dataclass
class Outcome:
    """How a step ended: its exit code, its events, and the files of its attempt."""

    code: int | None
    events: list[Json]
    folder: Path
    store: Path

    def of(self, kind: str) -> list[Json]:
        return [event for event in self.events if event["type"] == kind]

    @property
    def succeeded(self) -> bool:
        return bool(self.of("step-succeeded"))

    @property
    def error(self) -> Json:
        (event,) = self.of("step-failed")
        return dict(event["error"])

    @property
    def record(self) -> Json:
        (event,) = self.of("step-succeeded")
        key, name = event["record"].split("/")
        return dict(json.loads((self.store / "records" / key[:2] / key / f"{name}.json").read_text()))

    @property
    def notebook(self) -> Json:
        return dict(json.loads((self.folder / "outputs.ipynb").read_text()))

    @property
    def failure(self) -> Json:
        return dict(json.loads((self.folder / "failure.json").read_text()))

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def outputs(self, cell: str) -> list[Json]:
        (found,) = [one for one in self.notebook["cells"] if one["metadata"]["collard"]["cell"] == cell]
        return list(found["outputs"])

    def text(self, cell: str, stream: str = "stdout") -> str:
        return "".join(one["text"] for one in self.outputs(cell) if one.get("name") == stream)

    def read_paths(self) -> dict[str, str | None]:
        return {read["path"]: read["digest"] for read in self.record["reads"]}

    def written_paths(self) -> set[str]:
        return {written["path"] for written in self.record["writes"]}


class Workspace:
    """A folder with a store, and one plan."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = root / ".collard"
        for name in ("plans", "temp"):
            (self.store / name).mkdir(parents=True, exist_ok=True)
        self.prologue: list[str] = []
        self.parameters: dict[str, str] = {}
        self.runs = 0

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def plan(self, *steps: StepSpec) -> Path:
        """Writes a plan whose cells are named `<step>-<number>` and `prologue-<number>`."""
        cells: dict[str, str] = {f"prologue-{n}": text for n, text in enumerate(self.prologue)}
        for step in steps:
            cells.update({cell: text for cell, _, text in step.definitions})
            cells.update({f"{step.name}-{n}": text for n, text in enumerate(step.body)})
        document = {
            "version": 1,
            "name": "test",
            "description": "",
            "python": None,
            "parameters": [
                {"name": name, "type": "int", "literal": literal, "value": None, "cell": "p", "line": 1}
                for name, literal in self.parameters.items()
            ],
            "cells": [
                {"id": cell, "position": position, "source": text}
                for position, (cell, text) in enumerate(cells.items())
            ],
            "steps": [self.step_document(step) for step in steps],
        }
        self.runs += 1
        path = self.store / "plans" / f"{self.runs}.json"
        path.write_text(json.dumps(document))
        return path

    def step_document(self, step: StepSpec) -> Json:
        prologue = [
            {"kind": "prologue", "cell": f"prologue-{n}", "line": 1} for n in range(len(self.prologue))
        ]
        definitions = [
            {
                "kind": "definition",
                "cell": cell,
                "line": line,
                "source": "\n".join(text.split("\n")[line - 1 :]),
            }
            for cell, line, text in step.definitions
        ]
        body = [{"kind": "body", "cell": f"{step.name}-{n}", "line": 1} for n in range(len(step.body))]
        last = f"{step.name}-{len(step.body) - 1}"

        def outputs(names: list[str]) -> list[Json]:
            return [{"name": name, "cell": last, "line": 1} for name in names]

        return {
            "name": step.name,
            "cells": [block["cell"] for block in body],
            "after": [],
            "inferred": [],
            "inputs": [{"name": name, "from": origin} for name, origin in step.inputs.items()],
            "outputs": outputs(step.outputs),
            "results": outputs(step.results),
            "parameters": step.parameters,
            "metrics": [{"name": name.replace("_", "-"), "variable": name} for name in step.metrics],
            "code": [*prologue, *definitions, *body],
            "slice": [{"name": "code", "digest": "\n".join(step.body)}],
            "surroundings": "",
            "imports": step.imports,
            "limits": {},
            "labels": {},
            "annotations": {},
            "image": None,
            "cache": step.cache,
            "report": False,
            "secrets": [],
            "retry": 0,
            "timeout": None,
        }

    def request(self, plan: Path, step: str, **changes: Any) -> Json:
        """A request for a new attempt, in a folder of its own."""
        self.runs += 1
        folder = self.store / "runs" / str(self.runs) / "steps" / step / "1"
        folder.mkdir(parents=True)
        return {
            "plan": str(plan),
            "step": step,
            "run": str(self.runs),
            "attempt": 1,
            "key": None,
            "workspace": str(self.root),
            "store": str(self.store),
            "cwd": str(self.root),
            "folder": str(folder),
            "parameters": {},
            "inputs": {},
            "check": False,
            "secrets": [],
            **changes,
        }

    def run(
        self,
        step: StepSpec,
        python: str = sys.executable,
        environment: dict[str, str] | None = None,
        **changes: Any,
    ) -> Outcome:
        """Runs a step in a fresh interpreter and waits for its end."""
        return self.run_request(self.request(self.plan(step), step.name, **changes), python, environment)

    def run_request(
        self, request: Json, python: str = sys.executable, environment: dict[str, str] | None = None
    ) -> Outcome:
        folder = Path(request["folder"])
        (folder / "request.json").write_text(json.dumps(request))
        reader, writer = os.pipe()
        command = [python, str(RUNTIME), "step", str(folder / "request.json")]
        variables = {**step_environment(), **(environment or {}), "COLLARD_EVENTS": str(writer)}
        with subprocess.Popen(command, env=variables, pass_fds=[writer], cwd=request["cwd"]) as process:
            os.close(writer)
            with os.fdopen(reader, encoding="utf-8") as events:
                lines = events.read().splitlines()
            code = process.wait(PATIENCE)
        return Outcome(code, [json.loads(line) for line in lines], folder, self.store)


def step_environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONHASHSEED": "0"}


class Server:
    """The real fork server."""

    def __init__(self, *preload: str, python: str = sys.executable) -> None:
        self.process = subprocess.Popen(
            [python, str(RUNTIME), "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=step_environment(),
            start_new_session=True,
        )
        self.messages: list[Json] = []
        self.next_id = 0
        self.send({"op": "preload", "modules": list(preload), "path": []})
        self.ready = self.wait_for(lambda message: message["event"] == "ready")

    def send(self, message: Json) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self) -> Json:
        """The next message; fails when the server has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the fork server has ended"
        message = dict(json.loads(line))
        self.messages.append(message)
        return message

    def wait_for(self, wanted: Any) -> Json:
        for message in self.messages:
            if wanted(message):
                return message
        while True:
            message = self.receive()
            if wanted(message):
                return message

    def start(self, request: Json, environment: dict[str, str] | None = None) -> int:
        self.next_id += 1
        variables = {**step_environment(), **(environment or {})}
        self.send({"op": "run", "id": self.next_id, "request": request, "environment": variables})
        return self.next_id

    def kill(self, number: int, signal: int) -> None:
        self.send({"op": "kill", "id": number, "signal": signal})

    def ended(self, number: int) -> Json:
        return self.wait_for(
            lambda message: message.get("id") == number and message["event"] in ("exited", "refused")
        )

    def event(self, number: int, kind: str) -> Json:
        return self.wait_for(lambda message: message.get("id") == number and event_type(message) == kind)

    def outcome(self, number: int, request: Json) -> Outcome:
        """Waits for the end of a step."""
        end = self.ended(number)
        events = [
            message["data"] for message in self.messages if message.get("id") == number and "data" in message
        ]
        return Outcome(end.get("status"), events, Path(request["folder"]), Path(request["store"]))

    def run(self, workspace: Workspace, step: StepSpec, **changes: Any) -> Outcome:
        environment = changes.pop("environment", None)
        request = workspace.request(workspace.plan(step), step.name, **changes)
        return self.outcome(self.start(request, environment), request)

    def close(self) -> int:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(PATIENCE)


def event_type(message: Json) -> str:
    return str(message["data"]["type"]) if message["event"] == "step" else ""
