"""Executes cells as a notebook does: with IPython where the environment has it, plainly otherwise."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Protocol

from ..capture import Capture
from ..cells import CellSources
from ..plan import Block


class Shell(Protocol):
    """What the step runner needs to execute code. One shell serves one step; it may be made before a fork."""

    @property
    def namespace(self) -> dict[str, Any]:
        """Globals of the cells: the module `__main__`."""

    @property
    def version(self) -> str | None:
        """IPython's version, or None for the plain shell."""

    def warm_up(self) -> None:
        """Loads what the first cell would otherwise load."""

    def attach(self, capture: Capture, cells: CellSources) -> None:
        """Sends everything that the cells show to `capture` from now on."""

    def run(self, block: Block) -> BaseException | None:
        """Executes a block and shows its results; an exception is shown and returned."""

    def own_names(self) -> set[str]:
        """Names in the namespace that the shell put there, such as `In` or `_`."""


def create_shell() -> Shell:
    """The best shell that this environment has."""
    if find_spec("IPython") is not None:
        from .interactive import InteractiveStepShell

        return InteractiveStepShell()
    from .plain import PlainShell

    return PlainShell()
