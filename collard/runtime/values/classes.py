"""Classes of the notebook, by name: the compiler repeats `class` statements in every step that takes a value.

Classes that a call makes (`namedtuple('Point', 'x y')`, `Enum('Color', 'RED GREEN')`) have no statement to repeat, so
a recipe travels, which gives way to a class that the loading step already has.
"""

from __future__ import annotations

import collections
import enum
import pickle
import types
from typing import Any

from .artifact import MissingName
from .rebuild import Namespace, rebuilder


def in_namespace(namespace: Namespace, value: object, qualname: str) -> bool:
    """Whether the notebook's name (dotted for something inside a class) leads to this very object."""
    first, _, rest = qualname.partition(".")
    found = namespace.get(first)
    for name in rest.split(".") if rest else ():
        found = getattr(found, name, None)
    return found is value


def reduce_class(namespace: Namespace, kind: Any) -> Any:
    """How a pickle names a class. A class of the notebook that nothing names is an error for plain pickles."""
    if kind.__module__ != "__main__":
        return NotImplemented
    if _is_namedtuple(kind):
        defaults = [kind._field_defaults[name] for name in kind._fields if name in kind._field_defaults]
        return rebuild_namedtuple, (kind.__qualname__, kind.__name__, kind._fields, defaults)
    if _is_plain_enum(kind):
        members = [(name, member.value) for name, member in kind.__members__.items()]
        return rebuild_enum, (kind.__qualname__, kind.__name__, kind.__bases__[0], members)
    if in_namespace(namespace, kind, kind.__qualname__):
        return rebuild_named, (kind.__qualname__,)
    raise pickle.PicklingError(f"`{kind.__qualname__}` no longer names the class of this object")


def has_recipe(kind: type) -> bool:
    """Whether a class can be made again from a few words, so that no statement is needed where it is loaded."""
    return _is_namedtuple(kind) or _is_plain_enum(kind)


@rebuilder
def rebuild_named(namespace: Namespace, qualname: str) -> Any:
    """Something of the notebook by its dotted name: its definition has run before values are loaded."""
    first, _, rest = qualname.partition(".")
    if first not in namespace:
        raise MissingName(first)
    found = namespace[first]
    for name in rest.split(".") if rest else ():
        found = getattr(found, name)
    return found


@rebuilder
def rebuild_namedtuple(
    namespace: Namespace, qualname: str, name: str, fields: tuple[str, ...], defaults: list[Any]
) -> Any:
    known = namespace.get(qualname)
    if isinstance(known, type) and getattr(known, "_fields", None) == fields:
        return known
    made = collections.namedtuple(name, fields, defaults=defaults, module="__main__")  # type: ignore[misc]
    return _named(namespace, qualname, made)


@rebuilder
def rebuild_enum(
    namespace: Namespace, qualname: str, name: str, base: Any, members: list[tuple[str, Any]]
) -> Any:
    known = namespace.get(qualname)
    if isinstance(known, type) and issubclass(known, enum.Enum):
        return known
    return _named(namespace, qualname, base(name, members, module="__main__", qualname=qualname))


def _named(namespace: Namespace, qualname: str, made: Any) -> Any:
    """Takes the class into the namespace, so that values loaded one by one agree on one class."""
    made.__qualname__ = qualname
    if "<locals>" not in qualname:
        namespace.setdefault(qualname, made)
    return made


def _is_namedtuple(kind: type) -> bool:
    return (
        kind.__bases__ == (tuple,)
        and {"_fields", "_make", "_field_defaults"} <= vars(kind).keys()
        and "__orig_bases__" not in vars(kind)
    )


def _is_plain_enum(kind: type) -> bool:
    """An enumeration without methods of its own, whether a statement or a call made it."""
    if not issubclass(kind, enum.Enum) or kind.__bases__[0] not in _ENUM_BASES or len(kind.__bases__) != 1:
        return False
    methods = [name for name, value in vars(kind).items() if isinstance(value, _METHODS)]
    return all(getattr(getattr(kind, name), "__module__", None) == "enum" for name in methods)


_ENUM_BASES = tuple(
    getattr(enum, name) for name in ("Enum", "IntEnum", "Flag", "IntFlag", "StrEnum") if hasattr(enum, name)
)
_METHODS = (types.FunctionType, property, classmethod, staticmethod)
