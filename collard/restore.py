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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

RUNTIME_PACKAGE = "collard_runtime"
LOCALS_NAME = "failed_locals"

MAPPED_SERIALIZER = "npy"
"""Its values are mapped into memory rather than read."""

REPORT_TYPE = "application/vnd.collard.restore+json"
"""MIME type of the report that a notebook gets beside the text."""

RunCell = Callable[[str], Optional[str]]
"""Executes a piece of a cell, magics included where the shell knows them. Returns what went wrong, if something did."""


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


@dataclass(frozen=True)
class Restored:
    """What became of one stored value."""

    name: str
    """As the notebook says it; `failed_locals["x"]` for a local of the function that raised."""
    type: str
    bytes: int
    status: str
    """`restored`; `mapped`: read from disk when it is looked at; `left-out`: not asked for; `failed`: see `reason`."""
    reason: str | None = None


@dataclass(frozen=True)
class Report:
    """What a restore did, for people and as JSON."""

    state: State
    objects: list[Restored]
    definitions: list[str]
    """What went wrong while imports and functions of the notebook were executed."""

    def content(self) -> dict[str, Any]:
        """The report as `src/restore/restore-report.ts` reads it."""
        return {
            "version": 1,
            "run": self.state.run,
            "step": self.state.step,
            "kind": self.state.kind,
            "parameters": sorted(self.state.parameters),
            "objects": [asdict(restored) for restored in self.objects],
            "definitions": self.definitions,
        }

    def text(self) -> str:
        state = self.state
        whens = {"inputs": "before it ran", "outputs": "when it had succeeded", "failure": "when it failed"}
        lines = [f"Step {state.step} of run {state.run}, {whens[state.kind]}."]
        if state.error:
            lines.append(f"  error      {state.error.splitlines()[0]}")
        there = [restored.name for restored in self.objects if restored.status in ("restored", "mapped")]
        local = sorted(name for name in there if name.startswith(f"{LOCALS_NAME}["))
        names = sorted({*state.parameters, *there} - {*local})
        lines.append(f"  variables  {', '.join(names) or 'none'}")
        if local:
            inner = ", ".join(name[len(LOCALS_NAME) + 2 : -2] for name in local)
            lines.append(f"  {LOCALS_NAME}  {inner}  (of the function that raised)")
        lines += [
            f"  not restored: {restored.name}: {restored.reason or 'left out'}"
            for restored in self.objects
            if restored.status in ("left-out", "failed")
        ]
        lines += [f"  not executed: {trouble}" for trouble in self.definitions]
        return "\n".join(lines)


def read_state(path: Path) -> State:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    content.update({name: Path(content[name]) for name in ("plan", "store", "cwd")})
    return State(**content)


def restore_here(path: str, only: list[str] | None = None) -> None:
    """Fills the namespace of the running IPython, and shows the report. `only` names what to load; None: everything."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise RuntimeError("restore_here is for notebooks; use `collard restore` in a terminal")
    report = restore(read_state(Path(path)), shell.user_ns, cell_runner(shell), only)
    display: Any = importlib.import_module("IPython.display").display
    display({"text/plain": report.text(), REPORT_TYPE: report.content()}, raw=True)


def cell_runner(shell: Any) -> RunCell:
    def run_cell(source: str) -> str | None:
        result = shell.run_cell(source, store_history=False)
        return trouble(result.error_before_exec or result.error_in_exec, source)

    return run_cell


def trouble(error: BaseException | None, source: str) -> str | None:
    return None if error is None else f"{type(error).__name__}: {error} in: {source.splitlines()[0]}"


def restore(
    state: State, namespace: dict[str, Any], run_cell: RunCell, only: list[str] | None = None
) -> Report:
    """Defines parameters, executes imports and definitions, loads the values that are asked for."""
    if state.cwd.is_dir():
        os.chdir(state.cwd)
        if str(state.cwd) not in sys.path:
            sys.path.insert(0, str(state.cwd))
    namespace.update({name: ast.literal_eval(text) for name, text in state.parameters.items()})
    troubles = [found for found in map(run_cell, definitions(state)) if found is not None]
    loaded, objects = load(state, state.variables, namespace, str, only)
    namespace.update(loaded)
    local, local_objects = load(state, state.locals, namespace, local_name, only)
    if local:
        earlier = namespace.get(LOCALS_NAME) if only is not None else None
        namespace[LOCALS_NAME] = {**(earlier if isinstance(earlier, dict) else {}), **local}
    return Report(state, [*objects, *local_objects], troubles)


def local_name(name: str) -> str:
    return f'{LOCALS_NAME}["{name}"]'


def definitions(state: State) -> list[str]:
    """The code that stands before the body of the step: imports and functions of the notebook."""
    plan = json.loads(state.plan.read_text("utf-8"))
    cells = {cell["id"]: cell["source"] for cell in plan["cells"]}
    step = next(step for step in plan["steps"] if step["name"] == state.step)
    return [block.get("source", cells[block["cell"]]) for block in step["code"] if block["kind"] != "body"]


def load(
    state: State,
    artifacts: dict[str, Any],
    namespace: dict[str, Any],
    name_of: Callable[[str], str],
    only: list[str] | None,
) -> tuple[dict[str, Any], list[Restored]]:
    """Loads what can be loaded; the rest is named with the reason, so that one lost value does not cost the others."""
    package = runtime()
    values = importlib.import_module(f"{package}.values")
    store = importlib.import_module(f"{package}.objects").ObjectStore(state.store)
    loaded: dict[str, Any] = {}
    refused: dict[str, str] = {}
    wanted = {name: found for name, found in artifacts.items() if only is None or name_of(name) in only}
    while wanted:
        try:
            loaded = values.load(wanted, store, namespace)
            break
        except values.LoadError as error:
            refused[error.variable] = str(error)
            del wanted[error.variable]

    def outcome(name: str, artifact: dict[str, Any]) -> Restored:
        return Restored(
            name_of(name), artifact["type"], artifact["bytes"], status(name, artifact), refused.get(name)
        )

    def status(name: str, artifact: dict[str, Any]) -> str:
        if name in refused:
            return "failed"
        if name not in loaded:
            return "left-out"
        on_disk = artifact["serializer"] == MAPPED_SERIALIZER and "inline" not in artifact
        return "mapped" if on_disk else "restored"

    return loaded, [outcome(name, artifact) for name, artifact in artifacts.items()]


def runtime() -> str:
    """Name of the step runner's package, which lies beside this file."""
    if RUNTIME_PACKAGE not in sys.modules:
        package = types.ModuleType(RUNTIME_PACKAGE)
        package.__path__ = [str(Path(__file__).absolute().with_name("runtime"))]
        sys.modules[RUNTIME_PACKAGE] = package
    return RUNTIME_PACKAGE


def open_ipython(state: State) -> None:
    from IPython.terminal.ipapp import TerminalIPythonApp

    app: Any = TerminalIPythonApp.instance()
    app.initialize(["--no-banner", "--no-confirm-exit", *(["--no-tip"] if has_tips(app) else [])])
    shell = app.shell
    print(restore(state, shell.user_ns, cell_runner(shell)).text())
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

    def run_cell(source: str) -> str | None:
        try:
            exec(compile(source, "<notebook>", "exec"), main.__dict__)
        except Exception as error:
            return trouble(error, source)
        return None

    print(restore(state, main.__dict__, run_cell).text())
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
