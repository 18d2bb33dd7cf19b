"""Which code belongs to which cell: names for compiled code, and the way back from a traceback to cell and line."""

from __future__ import annotations

import linecache
from dataclasses import dataclass

from .plan import Block, Cell

MAGIC_FILES = frozenset({"<timed exec>", "<timed eval>"})
"""Names that `%%time` and `%time` give to the code of the cell that they stand in."""


@dataclass(frozen=True)
class Place:
    """A line of a cell; lines count from 1."""

    cell: str
    line: int


class CellSources:
    """Knows the code of the blocks that a step executes.

    Code is always compiled with as many empty lines before it as stand before it in its cell, so that line numbers
    of code objects are lines of the cell, for whole cells, for pieces of cells and for code inside a cell magic.
    """

    def __init__(self, cells: dict[str, Cell]) -> None:
        self.cells = cells
        self.by_file: dict[str, str] = {}
        self.current: Block | None = None

    def start(self, block: Block) -> None:
        self.current = block

    def position(self, block: Block) -> int:
        """Place of the block's cell among the code cells of the notebook, from 0."""
        return self.cells[block.cell].position

    def file_name(self, block: Block) -> str:
        """Name that code objects of the block carry. Tools know IPython's pattern and treat such code as a cell's."""
        return f"<ipython-input-{self.position(block) + 1}-{block.cell}>"

    def remember(self, block: Block, text: str) -> str:
        """Makes the lines of `text` (already padded) known to tracebacks and `inspect`; returns the file name."""
        name = self.file_name(block)
        self.by_file[name] = block.cell
        known = linecache.cache.get(name)
        lines = list(known[2]) if known and len(known) == 4 else []
        for index, line in enumerate(text.splitlines()):
            if index >= len(lines):
                lines.append(line + "\n")
            elif line:
                lines[index] = line + "\n"
        linecache.cache[name] = (sum(map(len, lines)), None, lines, name)
        return name

    def lines_before(self, source: str) -> int:
        """How many lines of the current cell stand before `source`, which is the current block or code inside it."""
        if self.current is None:
            return 0
        if source == self.current.source:
            return self.current.line - 1
        inside = source.strip("\n")
        at = self.current.source.find(inside) if inside else -1
        return self.current.line - 1 + self.current.source.count("\n", 0, at) if at >= 0 else 0

    def locate(self, file: str, line: int) -> Place | None:
        """The place in the notebook of a line of compiled code, if it is a cell's."""
        cell = self.by_file.get(file)
        if cell is None and file in MAGIC_FILES and self.current:
            cell = self.current.cell
        return Place(cell, line) if cell is not None else None

    def line(self, place: Place) -> str | None:
        """Text of a line as the user wrote it."""
        lines = self.cells[place.cell].source.split("\n") if place.cell in self.cells else []
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None


def leading_blank_lines(source: str) -> int:
    """Number of blank lines before the first other line."""
    text = source.lstrip()
    return source.count("\n", 0, len(source) - len(text))


def padded(text: str, lines: int) -> str:
    return "\n" * lines + text
