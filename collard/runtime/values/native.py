"""Values that their own library stores better than a pickle does, since its format survives a change of version."""

from __future__ import annotations

import importlib
import pickle
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, cast

from .artifact import Encoded, Stored, Unreadable
from .rebuild import Namespace, rebuilder


class Native(Protocol):
    """One module a format: `handles` looks at a type and imports nothing; `accepts` looks at a variable's value."""

    NAME: str

    def handles(self, kind: type) -> bool: ...

    def accepts(self, value: object) -> bool: ...

    def encode(self, value: Any) -> Encoded: ...

    def decode(self, stored: Stored) -> object: ...


# Library → our modules for it. They are loaded only when the library is.
_MODULES = {
    "xgboost": ("xgboost_model", "xgboost_matrix"),
    "keras": ("keras_model",),
    "torch": ("torch_tensor",),
}
# Formats that also serve inside other values. Not torch: its tensors may share storage, which its pickles keep.
_NESTED = ("xgboost", "keras")


def available(libraries: Iterable[str] = tuple(_MODULES)) -> Iterator[Native]:
    """The formats of those libraries that this process has imported."""
    for library in libraries:
        for module in _MODULES[library] if library in sys.modules else ():
            yield _format(module)


def named(serializer: str) -> Native | None:
    """The format with this name, whether its library has been imported or not."""
    formats = (_format(module) for modules in _MODULES.values() for module in modules)
    return next((found for found in formats if serializer == found.NAME), None)


def nested_format(kind: type) -> Native | None:
    """The format for values of a type that stand inside other values."""
    return next((found for found in available(_NESTED) if found.handles(kind)), None)


def _format(module: str) -> Native:
    found: Any = importlib.import_module(f".{module}", __package__)
    return cast(Native, found)


def reduce_native(found: Native, value: Any) -> Any:
    """How a pickle holds a value of that format."""
    encoded = found.encode(value)
    main = b"".join(encoded.chunks())
    buffers = [bytes(buffer) for buffer in encoded.buffers]
    return rebuild_native, (encoded.serializer, pickle.PickleBuffer(main), buffers)


@rebuilder
def rebuild_native(namespace: Namespace, name: str, main: Any, buffers: list[bytes]) -> object:
    view = memoryview(main)
    stored = Stored(
        main=lambda: bytes(view),
        map_main=lambda: view,
        buffers=lambda: [memoryview(buffer) for buffer in buffers],
        namespace=namespace,
    )
    found = named(name)
    if found is None:
        raise Unreadable(f"its format `{name}` is not known here", "update Collard")
    return found.decode(stored)
