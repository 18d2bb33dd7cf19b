"""Brings the variables of a step back: opens a Python with them, or fills the notebook that runs this.

`python restore.py <state.json>` opens IPython, or plain Python where there is none. `collard restore --code` prints the
lines that do the same in a notebook. Runs in the environment of the step, where the package itself need not be installed:
everything is found by path. Values are loaded here and nowhere else.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUNTIME_PACKAGE = "collard_runtime"
LOCALS_NAME = "failed_locals"

RunCell = Callable[[str], None]
"""Executes a piece of a cell, magics included where the shell knows them."""


@dataclass(frozen=True)
class State:
    """What the command line wrote: paths, parameters as literals, and descriptions of the stored values."""

    run: str
    step: str
    kind: str
    plan: Path
    store: Path
    cwd: Path
    parameters: dict[str, str]
    variables: dict[str, Any]
    locals: dict[str, Any]
    error: str | None


def read_state(path: Path) -> State:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    content.update({name: Path(content[name]) for name in ("plan", "store", "cwd")})
    return State(**content)


def restore_here(path: str) -> None:
    """Fills the namespace of the running IPython, and says what there is now."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise RuntimeError("restore_here is for notebooks; use `collard restore` in a terminal")
    state = read_state(Path(path))
    print(restore(state, shell.user_ns, lambda source: shell.run_cell(source, store_history=False)))


def restore(state: State, namespace: dict[str, Any], run_cell: RunCell) -> str:
    """Defines parameters, executes imports and definitions, loads the values. Returns a text that says what there is."""
    if state.cwd.is_dir():
        os.chdir(state.cwd)
        sys.path.insert(0, str(state.cwd))
    namespace.update({name: ast.literal_eval(text) for name, text in state.parameters.items()})
    for source in definitions(state):
        run_cell(source)
    loaded, refused = load(state, state.variables, namespace)
    namespace.update(loaded)
    local, local_refused = load(state, state.locals, namespace)
    if local:
        namespace[LOCALS_NAME] = local
    return described(state, [*state.parameters, *loaded], sorted(local), {**refused, **local_refused})


def definitions(state: State) -> list[str]:
    """The code that stands before the body of the step: imports and functions of the notebook."""
    plan = json.loads(state.plan.read_text("utf-8"))
    cells = {cell["id"]: cell["source"] for cell in plan["cells"]}
    step = next(step for step in plan["steps"] if step["name"] == state.step)
    return [block.get("source", cells[block["cell"]]) for block in step["code"] if block["kind"] != "body"]


def load(
    state: State, artifacts: dict[str, Any], namespace: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Loads what can be loaded; the rest is named with the reason, so that one lost value does not cost the others."""
    package = runtime()
    values = importlib.import_module(f"{package}.values")
    store = importlib.import_module(f"{package}.objects").ObjectStore(state.store)
    loaded: dict[str, Any] = {}
    refused: dict[str, str] = {}
    wanted = dict(artifacts)
    while wanted:
        try:
            loaded = values.load(wanted, store, namespace)
            break
        except values.LoadError as error:
            refused[error.variable] = str(error)
            del wanted[error.variable]
    return loaded, refused


def runtime() -> str:
    """Name of the step runner's package, which lies beside this file."""
    if RUNTIME_PACKAGE not in sys.modules:
        package = types.ModuleType(RUNTIME_PACKAGE)
        package.__path__ = [str(Path(__file__).absolute().with_name("runtime"))]
        sys.modules[RUNTIME_PACKAGE] = package
    return RUNTIME_PACKAGE


def described(state: State, names: list[str], local: list[str], refused: dict[str, str]) -> str:
    when = {"inputs": "before it ran", "outputs": "when it had succeeded", "failure": "when it failed"}[
        state.kind
    ]
    lines = [f"Step {state.step} of run {state.run}, {when}."]
    if state.error:
        lines.append(f"  error      {state.error.splitlines()[0]}")
    lines.append(f"  variables  {', '.join(sorted(set(names))) or 'none'}")
    if local:
        lines.append(f"  {LOCALS_NAME}  {', '.join(local)}  (of the function that raised)")
    lines += [f"  not restored: {name}: {reason}" for name, reason in sorted(refused.items())]
    return "\n".join(lines)


def open_ipython(state: State) -> None:
    from IPython.terminal.ipapp import TerminalIPythonApp

    app: Any = TerminalIPythonApp.instance()
    app.initialize(["--no-banner", "--no-confirm-exit", *(["--no-tip"] if has_tips(app) else [])])
    shell = app.shell
    print(restore(state, shell.user_ns, lambda source: shell.run_cell(source, store_history=False)))
    app.start()


def has_tips(app: Any) -> bool:
    """IPython 9 greets with a tip unless told otherwise; earlier ones do not know the word."""
    return "tip" in app.flags


def open_plain(state: State) -> None:
    import code

    try:
        import readline
        import rlcompleter
    except ImportError:
        pass  # Windows: no completion
    else:
        readline.set_completer(rlcompleter.Completer().complete)
        readline.parse_and_bind("tab: complete")
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main

    def run_cell(source: str) -> None:
        try:
            exec(compile(source, "<notebook>", "exec"), main.__dict__)
        except Exception as error:
            print(
                f"Not executed ({type(error).__name__}: {error}): {source.splitlines()[0]}", file=sys.stderr
            )

    print(restore(state, main.__dict__, run_cell))
    code.interact(banner="", exitmsg="", local=main.__dict__)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python restore.py <state.json>", file=sys.stderr)
        return 2
    here = str(Path(__file__).absolute().parent)
    sys.path[:] = [entry for entry in sys.path if entry != here]  # this folder hides nothing of the user's
    state = read_state(Path(arguments[0]))
    try:
        importlib.import_module("IPython")
    except ImportError:
        open_plain(state)
    else:
        open_ipython(state)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
