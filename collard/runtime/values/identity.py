"""Which objects have an identity that a program can notice: those that can change.

Two names of one list must stay two names of one list; two names of one string need not stay anything.
"""

from __future__ import annotations

import enum
import pathlib
import re
import sys
import types
from collections.abc import Iterable
from typing import Any

# By class, subclasses included.
_UNCHANGING: tuple[type, ...] = (
    type(None),
    type(...),
    type(NotImplemented),
    str,
    bytes,
    tuple,
    frozenset,
    range,
    slice,
    int,
    float,
    complex,
    type,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.ModuleType,
    types.CodeType,
    enum.Enum,
    pathlib.PurePath,
    re.Pattern,
)
# The same, by module and name, for classes that this process may never have imported.
_UNCHANGING_NAMES = {
    "datetime": ("date", "time", "timedelta", "tzinfo"),
    "decimal": ("Decimal",),
    "fractions": ("Fraction",),
    "uuid": ("UUID",),
    "numpy": ("generic", "dtype", "ufunc"),
    "pandas": ("Index", "Timedelta", "Period", "Interval"),
    "pandas.api.extensions": ("ExtensionDtype",),
    "pandas.tseries.offsets": ("BaseOffset",),
    "torch": ("dtype", "device", "Size"),
}
# Packages whose objects never change.
_UNCHANGING_PACKAGES = frozenset({"pyarrow"})


class Identities:
    """Tells for each type whether its objects can change. One instance a call of `save`: it remembers its answers."""

    def __init__(self) -> None:
        self._unchanging = _UNCHANGING + tuple(_loaded(_UNCHANGING_NAMES))
        self._answers: dict[type, bool] = {}

    def matters(self, kind: type) -> bool:
        try:
            return self._answers[kind]
        except KeyError:
            package = (getattr(kind, "__module__", None) or "").partition(".")[0]
            answer = (
                not issubclass(kind, self._unchanging)
                and package not in _UNCHANGING_PACKAGES
                and "__qualname__" not in vars(kind)  # functions of extension modules: pickled by their name
            )
            self._answers[kind] = answer
            return answer

    def of_memo(self, memo: Iterable[tuple[int, Any]]) -> set[int]:
        """`id`s of the changeable objects in a pickler's memo."""
        matters = self.matters
        return {id(obj) for _, obj in memo if matters(type(obj))}


def _loaded(names: dict[str, tuple[str, ...]]) -> Iterable[type]:
    for module, classes in names.items():
        loaded = sys.modules.get(module)
        for name in classes if loaded is not None else ():
            found = getattr(loaded, name, None)
            if isinstance(found, type):
                yield found
