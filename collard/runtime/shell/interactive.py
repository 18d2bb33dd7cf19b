"""A shell that is IPython's own `InteractiveShell`, in this process: magics, shell lines, `await`, rich displays."""

from __future__ import annotations

import os
import sys
import tempfile
import types
from importlib.util import find_spec
from typing import Any

import IPython
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

from ..capture import Capture
from ..cells import CellSources, leading_blank_lines, padded
from ..plan import Block
from .stored import StoredVariables

SHELL_NAMES = frozenset(
    {"_", "__", "___", "_i", "_ii", "_iii", "_ih", "_oh", "_dh", "In", "Out", "_exit_code"}
)
"""Names that IPython sets, some of them only when there is a first result."""
INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


class CellCompiler(CachingCompiler):  # type: ignore[misc, unused-ignore]
    """Names compiled code after the cell that it comes from."""

    cells: CellSources | None = None

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        if self.cells is None or self.cells.current is None:
            return str(super().cache(transformed_code, number, raw_code))
        name = self.cells.remember(self.cells.current, transformed_code)
        self._filename_map[name] = self.cells.position(self.cells.current) + 1
        return name


class ResultHook(DisplayHook):  # type: ignore[misc, unused-ignore]
    """Captures the value of a cell's last expression."""

    def write_output_prompt(self) -> None:
        """A captured result has no prompt."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        shell: Any = self.shell
        shell.capture.result(format_dict, md_dict or {})

    def finish_displayhook(self) -> None:
        self._is_active = False


class Publisher(DisplayPublisher):  # type: ignore[misc, unused-ignore]
    """Captures `display`, `update_display` and `clear_output`."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: object = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: object,
    ) -> None:
        display_id = (transient or {}).get("display_id")
        if update and display_id is not None:
            self.shell.capture.update(data, metadata or {}, display_id)
        else:
            self.shell.capture.display(data, metadata or {}, display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.capture.clear(wait)


class StepInteractiveShell(InteractiveShell):  # type: ignore[misc, unused-ignore]
    """IPython without a terminal, a history file, a profile of the user, or a prompt."""

    compiler_class = Type(CellCompiler)
    displayhook_class = Type(ResultHook)
    display_pub_class = Type(Publisher)
    capture = AnyTrait()
    cells = AnyTrait()
    shown_error = AnyTrait()
    """The last exception that was shown."""

    def init_virtualenv(self) -> None:
        """Nothing to adapt: the engine started the right Python."""

    def init_hooks(self) -> None:
        super().init_hooks()  # type: ignore[no-untyped-call, unused-ignore]
        # Help pages are no outputs, as in Jupyter.
        self.set_hook("show_in_pager", lambda *_: None, 99)  # type: ignore[no-untyped-call, unused-ignore]

    def transform_cell(self, raw_cell: str) -> str:
        """IPython drops blank lines at the start; they come back, so that lines stay the cell's lines."""
        lines = self.cells.lines_before(raw_cell) + leading_blank_lines(raw_cell) if self.cells else 0
        transformed: str = super().transform_cell(raw_cell)  # type: ignore[no-untyped-call, unused-ignore]
        return padded(transformed, lines)

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.shown_error = evalue
        self.capture.error(etype.__name__, str(evalue), list(stb))

    def enable_gui(self, gui: str | None = None) -> None:
        """No window opens in a step. `%matplotlib inline` asks for none; a name is refused as in a kernel without a screen."""
        if gui is not None:
            raise RuntimeError(f"a step has no screen for the {gui} event loop; use %matplotlib inline")

    def ask_exit(self) -> None:
        """What `exit` and `quit` call."""
        raise SystemExit


class InteractiveStepShell:
    """Wraps the shell of this process; IPython allows one."""

    def __init__(self) -> None:
        self.plots_inline = find_spec("matplotlib_inline") is not None
        self.set_backend()
        # IPython makes folders for itself when it begins and does not need them any more afterwards.
        with tempfile.TemporaryDirectory(prefix="collard-ipython-") as home:
            self.shell: Any = StepInteractiveShell.instance(
                config=Config({"HistoryManager": {"enabled": False}}),
                ipython_dir=home,
                profile_dir=ProfileDir(location=home),
                user_module=types.ModuleType("__main__"),
            )
        self.shell.db = StoredVariables()
        self.version: str | None = IPython.__version__

    @property
    def namespace(self) -> dict[str, Any]:
        namespace: dict[str, Any] = self.shell.user_ns
        return namespace

    def warm_up(self) -> None:
        """IPython loads its logger, its token parser and its formatters when they are first used."""
        self.shell.logger  # noqa: B018 (the attribute makes what it gives)
        self.shell.display_formatter.format(0)
        self.shell.run_cell("None;", store_history=False, silent=True)

    def set_backend(self) -> None:
        if self.plots_inline:
            os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)

    def attach(self, capture: Capture, cells: CellSources) -> None:
        self.set_backend()
        self.shell.capture = capture
        self.shell.cells = cells
        self.shell.compile.cells = cells
        self.cells = cells
        sys.displayhook = self.shell.displayhook

    def own_names(self) -> set[str]:
        numbered = {name for name in self.namespace if name.startswith("_") and name.lstrip("_i").isdigit()}
        return set(self.shell.user_ns_hidden) | numbered | SHELL_NAMES

    def run(self, block: Block) -> BaseException | None:
        self.cells.start(block)
        self.shell.execution_count = self.cells.position(block) + 1
        self.shell.shown_error = None
        result = self.shell.run_cell(block.source, store_history=True)
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return error or (self.shell.shown_error if runs_code_in_magic(block.source) else None)


def runs_code_in_magic(source: str) -> bool:
    """Whether magics execute code of the cell.

    Some of them (`%%capture`, in older IPythons also `%%time`) show an exception of that code and go on, and with them
    the notebook, on half a result. A step must not.
    """
    return source.lstrip().startswith("%%") or "%time" in source
