"""A shell for environments without IPython: Python code, results of last expressions, top-level `await`."""

from __future__ import annotations
import __future__

import ast
import inspect
import sys
import traceback
import types
from typing import Any

from ..capture import Capture
from ..cells import CellSources, padded
from ..plan import Block

FUTURE_FLAGS = {name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}


class PlainShell:
    """Executes cells with `exec`. Magics and rich displays need IPython."""

    version: str | None = None

    def __init__(self) -> None:
        module = types.ModuleType("__main__")
        module.__dict__["__builtins__"] = __builtins__
        sys.modules["__main__"] = module
        self.namespace: dict[str, Any] = module.__dict__
        self.flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT

    def warm_up(self) -> None:
        """Nothing is loaded late."""

    def attach(self, capture: Capture, cells: CellSources) -> None:
        self.capture = capture
        self.cells = cells
        sys.displayhook = self.show_result

    def own_names(self) -> set[str]:
        return {"_"}

    def run(self, block: Block) -> BaseException | None:
        self.cells.start(block)
        text = padded(block.source, block.line - 1)
        name = self.cells.remember(block, text)
        try:
            self.execute(ast.parse(text, name), name)
        except BaseException as error:
            self.show_error(error)
            return error
        return None

    def execute(self, tree: ast.Module, name: str) -> None:
        self.flags |= future_flags(tree)
        last = [tree.body.pop()] if tree.body and isinstance(tree.body[-1], ast.Expr) else []
        self.evaluate(compile(tree, name, "exec", self.flags, True))
        if last:
            self.evaluate(compile(ast.Interactive(list(last)), name, "single", self.flags, True))

    def evaluate(self, code: types.CodeType) -> None:
        if code.co_flags & inspect.CO_COROUTINE:
            import asyncio

            asyncio.run(eval(code, self.namespace))
        else:
            exec(code, self.namespace)

    def show_result(self, value: object) -> None:
        if value is None:
            return
        self.namespace["_"] = value
        if self.cells.current and not self.cells.current.source.rstrip().endswith(";"):
            self.capture.result({"text/plain": repr(value)}, {})

    def show_error(self, error: BaseException) -> None:
        lines = traceback.format_exception(type(error), error, user_frames(error.__traceback__))
        self.capture.error(type(error).__name__, str(error), "".join(lines).rstrip("\n").split("\n"))


def user_frames(frames: types.TracebackType | None) -> types.TracebackType | None:
    """The traceback without the frames of this file at its start."""
    while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
        frames = frames.tb_next
    return frames


def future_flags(tree: ast.Module) -> int:
    """Compiler flags of `from __future__` imports, which hold for all later cells, as in a notebook."""
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for name in node.names:
                flags |= FUTURE_FLAGS.get(name.name, 0)
    return flags
