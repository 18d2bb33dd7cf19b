"""A step that fails, told so that the user finds the place: cell, line, the failing expression, and what to do."""

from __future__ import annotations

import sys
import traceback
import types
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .cells import CellSources, Place


@dataclass(frozen=True)
class StepError:
    """protocol/step-error.ts, `stepErrorSchema`. Columns count from 0 in UTF-16 units, as editors count them."""

    code: str
    name: str
    message: str
    hint: str = ""
    cell: str | None = None
    line: int | None = None
    source: str | None = None
    column: int | None = None
    endColumn: int | None = None
    variable: str | None = None
    traceback: tuple[str, ...] = ()
    retryable: bool = False

    def json(self) -> dict[str, Any]:
        return {**asdict(self), "traceback": list(self.traceback)}


class StepFailure(Exception):
    """Ends the step. `cause` is the user's exception, when one was raised in a cell."""

    def __init__(self, error: StepError, cause: BaseException | None = None) -> None:
        super().__init__(error.message)
        self.error = error
        self.cause = cause


@dataclass(frozen=True)
class FailingFrame:
    """The innermost frame of the user's cells in a traceback."""

    place: Place
    frame: types.FrameType
    columns: tuple[int, int] | None
    """Start and end of the failing expression in UTF-8 bytes, on Python 3.11 and later."""


def cell_failure(error: BaseException, shown: list[str], sources: CellSources) -> StepFailure:
    """The failure of a cell that raised; `shown` is its traceback as the notebook shows it."""
    found = failing_frame(error, sources)
    place, columns = (found.place, found.columns) if found else (None, None)
    if isinstance(error, SyntaxError):
        place, columns = syntax_place(error, sources) or (place, columns)
    if place is None and sources.current is not None:
        place = Place(sources.current.cell, sources.current.line)
    text = sources.line(place) if place else None
    units = utf16_columns(text, columns) if text is not None and columns else (None, None)
    return StepFailure(
        StepError(
            code="cell-raised",
            name=type(error).__name__,
            message=message_of(error),
            hint=hint_for(error),
            cell=place.cell if place else None,
            line=place.line if place else None,
            source=text,
            column=units[0],
            endColumn=units[1],
            traceback=tuple(shown or traceback.format_exception(type(error), error, error.__traceback__)),
        ),
        error,
    )


def failing_frame(error: BaseException, sources: CellSources) -> FailingFrame | None:
    """The innermost frame that executes a cell's code: where the user can do something about it."""
    innermost = None
    for entry in frames_of(error):
        code = entry.tb_frame.f_code
        place = sources.locate(code.co_filename, entry.tb_lineno)
        if place is not None:
            innermost = FailingFrame(place, entry.tb_frame, columns_of(code, entry))
    return innermost


def frames_of(error: BaseException) -> Iterator[types.TracebackType]:
    entry = error.__traceback__
    while entry is not None:
        yield entry
        entry = entry.tb_next


def columns_of(code: types.CodeType, entry: types.TracebackType) -> tuple[int, int] | None:
    """Where the failing expression stands in its line, when Python knows and it does not span lines."""
    positions = getattr(code, "co_positions", None)
    if positions is None:
        return None
    for index, (line, end_line, column, end_column) in enumerate(positions()):
        if index == entry.tb_lasti // 2:
            on_one_line = line == end_line == entry.tb_lineno
            return (
                (column, end_column)
                if on_one_line and column is not None and end_column is not None
                else None
            )
    return None


def syntax_place(error: SyntaxError, sources: CellSources) -> tuple[Place, tuple[int, int] | None] | None:
    place = sources.locate(error.filename or "", error.lineno or 1)
    if place is None:
        return None
    start = max((error.offset or 1) - 1, 0)
    text = sources.line(place) or ""
    bytes_before = len(text[:start].encode("utf-8", "replace"))
    return place, (bytes_before, bytes_before + 1)


def utf16_columns(text: str, columns: tuple[int, int]) -> tuple[int | None, int | None]:
    """Byte columns in UTF-16 units; None when the text is not the one that was compiled, such as a magic."""
    data = text.encode("utf-8", "replace")
    if columns[0] >= len(data):
        return None, None
    start, end = (
        len(data[:column].decode("utf-8", "replace").encode("utf-16-le")) // 2 for column in columns
    )
    return start, end


def message_of(error: BaseException) -> str:
    try:
        return error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:  # the user's own class may fail at this
        return "(its message could not be made)"


def hint_for(error: BaseException) -> str:
    """What to do about exceptions that have more to do with running in steps than with the code."""
    if isinstance(error, SystemExit):
        return "exit() and sys.exit() end a step as failed. Put the rest of the cell under an `if` instead."
    if isinstance(error, KeyboardInterrupt):
        return "The step was interrupted."
    if isinstance(error, SyntaxError) and starts_with_magic(error) and "IPython" not in sys.modules:
        return "Magics and shell lines need IPython: install it into the Python that runs the steps."
    if isinstance(error, ModuleNotFoundError):
        return f"Install {(error.name or 'it').partition('.')[0]} into the Python that runs the steps."
    if isinstance(error, NameError):
        return "Nothing that this step executes or gets from earlier steps defines the name."
    if isinstance(error, FileNotFoundError):
        return "A relative path starts in the notebook's folder."
    if isinstance(error, EOFError):
        return "A step has no keyboard: use a pipeline parameter instead of input()."
    if isinstance(error, MemoryError):
        return "The step needs more memory than there is."
    return ""


def starts_with_magic(error: SyntaxError) -> bool:
    return (error.text or "").lstrip().startswith(("%", "!", "?"))
