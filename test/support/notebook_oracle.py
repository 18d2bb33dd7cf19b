"""The notebook's own answer: runs the code cells of a notebook from top to bottom in one IPython, as a person would.

`python notebook_oracle.py <notebook.ipynb>` runs a notebook in a scratch copy of its folder and prints one JSON object: its
metrics, and for every variable its type, a digest of its value and a short preview.

`python notebook_oracle.py --serve <module>…` imports the modules once, then answers one request a line on stdin:
`{"id": 1, "cells": ["x = 1", …], "names": ["x"], "folder": "<working directory>", "environment": {}}` →
`{"id": 1, "values": {"x": 1}, "error": null}`. Every request runs in a fork, so that no notebook sees another.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

ROLES = {"imports", "functions", "pipeline-parameters", "pipeline-metrics"}
METRIC = re.compile(r"^\s*print\(\s*(\w+)\s*\)", re.MULTILINE)
PREVIEW_LENGTH = 96


class Shell(InteractiveShell):
    """An IPython without terminal and event loop."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no window to keep alive."""


@dataclass(frozen=True)
class Answer:
    """What is left when the last cell has run; `error` is the exception of the cell that stopped it."""

    variables: dict[str, Any]
    error: str | None


def new_shell() -> Shell:
    """An IPython whose namespace is `__main__`, as in a notebook."""
    return Shell(  # type: ignore[no-untyped-call]
        config=Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})
    )


def run_cells(cells: Iterable[str], shell: Shell) -> Answer:
    """Runs the cells in this process and in its working directory, up to the first that raises."""
    given = set(shell.user_ns) | {"exit", "quit", "open", "get_ipython"}
    error = None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        for source in cells:
            result = shell.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
            failure = result.error_before_exec or result.error_in_exec
            if failure is not None:
                error = f"{type(failure).__name__}: {failure}"
                break
    variables = {
        name: value
        for name, value in shell.user_ns.items()
        if name not in given and not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    return Answer(variables, error)


def pipeline_cells(notebook: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(role, source) of the code cells that take part: those tagged `skip`, and untagged ones before the first tag, do not."""
    role = None
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code" or "skip" in tags:
            continue
        named = [tag for tag in tags if tag in ROLES or tag.startswith(("step:", "block:"))]
        role = named[0] if named else role
        if role is not None:
            yield role, "".join(cell["source"])


def canonical(value: Any) -> str:
    """A text that is equal for equal values, in this process and in another one."""
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if isinstance(value, dict):
        return f"{name}{{{', '.join(f'{canonical(key)}: {canonical(item)}' for key, item in value.items())}}}"
    if isinstance(value, (set, frozenset)):
        return f"{name}{{{', '.join(sorted(map(canonical, value)))}}}"
    if isinstance(value, (list, tuple)):
        return f"{name}[{', '.join(map(canonical, value))}]"
    if name == "numpy.ndarray":
        return f"{name}({value.dtype}, {value.shape}, {value.tolist()!r})"
    if name.startswith("pandas.") and hasattr(value, "to_dict"):
        return f"{name}({canonical(value.index.tolist())}, {canonical(value.to_dict())})"
    if isinstance(value, (types.FunctionType, type)):
        return f"{name} {value.__qualname__}"
    if type(value).__repr__ == object.__repr__ and hasattr(value, "__dict__"):
        return f"{name}({canonical(vars(value))})"
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def describe(value: Any) -> dict[str, str]:
    """Type, digest and preview of a value, as JSON."""
    text = " ".join(re.sub(r" at 0x[0-9a-f]+", "", repr(value)).split())
    return {
        "type": f"{type(value).__module__}.{type(value).__qualname__}",
        "digest": hashlib.sha256(canonical(value).encode()).hexdigest(),
        "preview": text if len(text) <= PREVIEW_LENGTH else f"{text[: PREVIEW_LENGTH - 1]}…",
    }


def answer_of_notebook(path: Path) -> dict[str, Any]:
    """Runs one notebook in a copy of its folder, so that nothing is left behind beside the original."""
    cells = list(pipeline_cells(json.loads(path.read_text(encoding="utf-8"))))
    metrics = [
        name for role, source in cells if role == "pipeline-metrics" for name in METRIC.findall(source)
    ]
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / path.parent.name
        shutil.copytree(path.parent, folder)
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        try:
            answer = run_cells((source for _, source in cells), new_shell())
        finally:
            sys.path.remove(str(folder))
            os.chdir(before)
    return {
        "error": answer.error,
        "metrics": {
            name.replace("_", "-"): float(answer.variables[name])
            for name in metrics
            if name in answer.variables
        },
        "variables": {name: describe(value) for name, value in sorted(answer.variables.items())},
    }


def answer_of_request(request: dict[str, Any], shell: Shell) -> dict[str, Any]:
    """The values asked for (their `repr` where JSON has no word), after running the request's cells in its folder."""
    os.chdir(request["folder"])
    os.environ.update(request.get("environment", {}))
    sys.path.insert(0, request["folder"])
    answer = run_cells(request["cells"], shell)
    values = {name: answer.variables[name] for name in request["names"] if name in answer.variables}
    return {"id": request["id"], "values": values, "error": answer.error}


def serve(modules: Iterable[str]) -> None:
    """Answers requests until stdin ends."""
    for module in modules:
        importlib.import_module(module)
    shell = new_shell()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            answer = json.dumps(answer_of_request(json.loads(line), shell), default=repr)
            print(answer, flush=True)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(sys.argv[2:])
    else:
        print(json.dumps(answer_of_notebook(Path(sys.argv[1]).resolve()), indent=1))
