"""What a person sees of a stored value: its type, size and a few numbers. Reading it never changes the value."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from .artifact import Artifact, Column

# Wide frames show their first columns only.
COLUMN_LIMIT = 200

_SIZED = (str, bytes, bytearray, list, tuple, dict, set, frozenset, range)
# Packages whose `shape`, `dtype` and `len` are attributes in the usual sense, cheap and without effects.
_ARRAY_PACKAGES = frozenset(
    {"numpy", "pandas", "scipy", "torch", "polars", "pyarrow", "tensorflow", "jax", "cupy"}
)


def describe(value: Any) -> Artifact:
    """The `type`, `shape`, `dtype`, `length` and `columns` of a value, as far as it has them."""
    kind = type(value)
    found: Artifact = {"type": qualified_name(kind)}
    if isinstance(value, _SIZED):
        found["length"] = len(value)
    if not _is_from(kind, _ARRAY_PACKAGES):
        return found
    try:
        found.update(_array_facts(value))
    except Exception:  # a description is never worth a failure
        return found
    return found


def qualified_name(kind: type) -> str:
    """The name under which people import a class: `pandas.DataFrame`, not `pandas.core.frame.DataFrame`."""
    module, name = str(kind.__module__), kind.__qualname__
    if module == "builtins":
        return name
    parts = module.split(".")
    for count in range(1, len(parts) + 1):
        prefix = ".".join(parts[:count])
        # Not `getattr`: it would make lazy packages import things.
        if prefix in sys.modules and vars(sys.modules[prefix]).get(name) is kind:
            return f"{prefix}.{name}"
    return f"{module}.{name}"


def printable(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 file can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _array_facts(value: Any) -> Artifact:
    found: Artifact = {}
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and all(isinstance(length, int) for length in shape):
        found["shape"] = [int(length) for length in shape]
        if shape:
            found["length"] = int(shape[0])
    dtype = getattr(value, "dtype", None)
    columns = list(_columns(value, dtype))
    if columns:
        found["columns"] = columns
    if dtype is not None and not callable(dtype):
        found["dtype"] = printable(str(dtype))[:200]
    return found


def _columns(value: Any, dtype: Any) -> Iterable[Column]:
    if getattr(dtype, "names", None) and hasattr(dtype, "fields"):
        pairs = [(name, dtype.fields[name][0]) for name in dtype.names]
    elif hasattr(value, "dtypes") and hasattr(value, "columns"):
        pairs = zip(list(value.columns), list(value.dtypes))  # type: ignore[assignment]
    else:
        return
    for _, (name, kind) in zip(range(COLUMN_LIMIT), pairs):
        yield {"name": printable(str(name))[:200], "dtype": printable(str(kind))[:100]}


def _is_from(kind: type, packages: frozenset[str]) -> bool:
    return any(str(base.__module__).partition(".")[0] in packages for base in kind.__mro__)
