"""The process of an attempt and its folder: log, `process.json`, working directory, import path, outcome."""

from __future__ import annotations

import json
import os
import sys

from .disk import StoreTrouble, write_file
from .log import Log
from .processes import status
from .request import Request


def set_up_process(request: Request, redirect: bool) -> Log:
    """Makes this process the step's. `redirect`: stdout and stderr become the attempt's log."""
    request.folder.mkdir(parents=True, exist_ok=True)
    close_input()
    log = Log(request.folder / "log", redirect)
    os.chdir(request.cwd)
    sys.path.insert(0, str(request.cwd))  # as in a notebook: modules beside it come first
    sys.argv = [""]
    # A cached compilation is trusted by its time in seconds; a module edited twice within one would run stale.
    sys.dont_write_bytecode = True
    return log


def close_input() -> None:
    """A step has no keyboard: reading from it ends at once."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    if nothing != 0:  # as it is when nothing was open there
        os.dup2(nothing, 0)
        os.close(nothing)


def write_process(request: Request, pid: int) -> None:
    """`process.json` tells a later engine which process it is, and that it is no later namesake.

    Where it cannot be written, the step itself will say so.
    """
    found = status(pid)
    content = {"pid": pid, "started": found.started if found else None}
    try:
        write_file(request.store, request.folder / "process.json", json.dumps(content), durable=False)
    except StoreTrouble:
        pass


def write_result(request: Request, phase: str, record: str) -> None:
    """`result.json`: the step has ended for good. A failed attempt leaves it to the engine, which knows whether another one follows.

    Not flushed, like the notebook: the record is what counts, and these two can be made from it again.
    """
    result = {"phase": phase, "attempt": request.attempt, "record": record}
    write_file(request.store, request.folder.parent / "result.json", json.dumps(result), durable=False)


def write_notebook(request: Request, notebook: str) -> None:
    """The executed cells, as a notebook."""
    write_file(request.store, request.folder / "outputs.ipynb", notebook, durable=False)
