"""What a stored value looks like from outside, and how saving and loading answer. Mirrors `protocol/artifact.ts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypedDict

from ..objects import Chunk

# A stored value as it stands in a record: plain JSON with the keys of `artifactSchema`.
Artifact = dict[str, Any]

# Names of the serializers whose content is a pickle.
PICKLES = ("pickle", "cloudpickle")


class Column(TypedDict):
    name: str
    dtype: str


class Refusal(NamedTuple):
    """Why one value was not saved, for people: what it is, what went wrong, what to do."""

    type: str
    message: str
    hint: str


class Saved:
    """The answer of `save`. `warnings` are sentences about things that will differ after loading."""

    def __init__(self) -> None:
        self.artifacts: dict[str, Artifact] = {}
        self.refused: dict[str, Refusal] = {}
        self.warnings: list[str] = []


class SaveError(Exception):
    """A value cannot be stored. Always the step's business, never ours; the hint says what to write instead."""

    def __init__(self, variable: str, refusal: Refusal) -> None:
        super().__init__(f"`{variable}` ({refusal.type}) cannot be saved: {refusal.message}")
        self.variable = variable
        self.type = refusal.type
        self.hint = refusal.hint


class LoadError(Exception):
    """A stored value cannot be read here."""

    def __init__(self, variable: str, type: str, message: str, hint: str) -> None:
        super().__init__(f"`{variable}` ({type}) cannot be loaded: {message}")
        self.variable = variable
        self.type = type
        self.hint = hint


class Unreadable(Exception):
    """Raised inside a serializer when stored content cannot become a value here; `load` adds the variable."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class MissingName(Unreadable):
    """A stored value names something of the notebook that the loading step does not have (yet)."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"it needs `{name}`, which is not defined in this step",
            f"define `{name}` at the top level of a cell, outside of `if` and functions, or in a `functions` cell",
        )
        self.name = name


class NotEncoded(Exception):
    """A value could not be turned into bytes. `culprit` is the innermost object on which it failed."""

    def __init__(self, culprit: object, error: Exception) -> None:
        super().__init__(str(error))
        self.culprit = culprit
        self.error = error


class TooLarge(Exception):
    """Raised while encoding, once more bytes have been produced than the caller allows."""


class Trace(NamedTuple):
    """What an encoding met on its way: enough to see which names share something that can change.

    `identities` are `id`s of mutable objects, all still alive as long as the trace is; `arrays` are numpy arrays.
    """

    identities: Callable[[], set[int]] = set
    arrays: Sequence[Any] = ()


class Encoded(NamedTuple):
    """A value turned into bytes but not stored yet. `chunks` may be walked more than once; large data is not copied."""

    serializer: str
    size: int
    chunks: Callable[[], Iterable[Chunk]]
    buffers: Sequence[memoryview] = ()
    trace: Trace = Trace()
    # The content without accidents such as which equal strings were one object; empty: take the content itself.
    canonical: Callable[[], bytes] = bytes

    @property
    def total(self) -> int:
        return self.size + sum(buffer.nbytes for buffer in self.buffers)


class Stored(NamedTuple):
    """Stored content on its way back: the main object whole or mapped, its out-of-band buffers, and who asks."""

    main: Callable[[], bytes]
    map_main: Callable[[], memoryview]
    buffers: Callable[[], Sequence[memoryview]]
    namespace: dict[str, Any]
