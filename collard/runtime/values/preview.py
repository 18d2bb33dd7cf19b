"""A short text for people about a value: never long, never slow, whatever the value's own `repr` does."""

from __future__ import annotations

import gc
import itertools
import reprlib
import sys
import types
from collections.abc import Iterable
from typing import Any

from .description import printable, qualified_name

LIMIT = 400

# An object whose parts outnumber this is shown by its type only: its `repr` may be as large as itself.
_PARTS = 2000
_LEAVES = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.CodeType)


# Compared by identity; its type says nothing.
_PLAIN_REPR: Any = object.__repr__


def preview_text(value: object) -> str:
    """At most `LIMIT` characters."""
    try:
        text = _text(value)
    except Exception as error:
        text = f"<{qualified_name(type(value))}, whose repr raises {type(error).__name__}>"
    text = printable(text)
    return text if len(text) <= LIMIT else text[: LIMIT - 1] + "…"


def _text(value: Any) -> str:
    kind = type(value)
    package = str(kind.__module__).partition(".")[0]
    if package == "numpy" and hasattr(value, "dtype") and hasattr(value, "tolist"):
        return _array_text(value)
    if package == "pandas" and hasattr(value, "head"):
        return _frame_text(value)
    if getattr(kind, "__repr__", None) is _PLAIN_REPR:
        return f"<{qualified_name(kind)}>"
    if isinstance(value, types.FunctionType):
        return f"<function {value.__qualname__}>"
    if kind in _SHORT or not _has_many_parts(value):
        return _Short().repr(value)
    return f"<{qualified_name(kind)}>"


def _array_text(value: Any) -> str:
    numpy: Any = sys.modules["numpy"]
    if value.dtype.hasobject:
        flat = value.reshape(-1)[:6].tolist() if value.ndim else [value.item()]
        return f"{type(value).__name__}({_Short().repr(flat)}, shape={value.shape}, dtype=object)"
    with numpy.printoptions(threshold=20, edgeitems=2, precision=4, linewidth=100):
        return repr(value[:20] if value.ndim and value.dtype.itemsize > 1000 else value)


def _frame_text(value: Any) -> str:
    head = value.head(3)
    if value.ndim == 1:
        head = head.to_frame(name=value.name if value.name is not None else "")
    if head.shape[1] > 8:
        head = head.iloc[:, :8]
    return str(head.to_string(max_colwidth=20))


def _has_many_parts(value: object) -> bool:
    seen = {id(value)}
    level = [value]
    while level:
        found = gc.get_referents(*level)
        if len(found) > _PARTS:
            return True
        found = [each for each in found if not isinstance(each, _LEAVES)]
        level = []
        for each in found:
            if id(each) not in seen:
                seen.add(id(each))
                level.append(each)
        if len(seen) > _PARTS:
            return True
    return False


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = LIMIT
        self.maxlong = 60
        self.maxlevel = 4
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = 6

    def repr_int(self, value: int, _level: int) -> str:
        return hex(value)[:40] + "…" if value.bit_length() > 1000 else repr(value)

    def repr_str(self, value: str, _level: int) -> str:
        return repr(value if len(value) <= LIMIT else value[:LIMIT] + "…")

    def repr_bytes(self, value: bytes, _level: int) -> str:
        return repr(value if len(value) <= 100 else value[:100] + b"...")

    def repr_dict(self, value: dict[Any, Any], level: int) -> str:
        items = [
            f"{self.repr1(key, level - 1)}: {self.repr1(value[key], level - 1)}" for key in self._first(value)
        ]
        return "{" + ", ".join(items + ["…"] * (len(value) > len(items))) + "}"

    def repr_set(self, value: set[Any], level: int) -> str:
        items = [self.repr1(item, level - 1) for item in self._first(value)]
        return "{" + ", ".join(items + ["…"] * (len(value) > len(items))) + "}" if items else "set()"

    def repr_instance(self, value: object, level: int) -> str:
        return (
            f"<{qualified_name(type(value))}>"
            if _has_many_parts(value)
            else super().repr_instance(value, level)
        )

    def _first(self, value: Iterable[Any]) -> list[Any]:
        return list(itertools.islice(value, self.maxdict))

    def repr_ndarray(self, value: Any, _level: int) -> str:
        return f"<array {value.dtype} {_by(value.shape)}>"

    def repr_DataFrame(self, value: Any, _level: int) -> str:
        return f"<DataFrame {_by(value.shape)}>"

    def repr_Series(self, value: Any, _level: int) -> str:
        return f"<Series {len(value)}>"


def _by(shape: Iterable[int]) -> str:
    return " by ".join(map(str, shape)) or "0-d"


# Types that `_Short` itself cuts short.
_SHORT = frozenset({str, bytes, int, float, bool, type(None), list, tuple, dict, set, frozenset})
