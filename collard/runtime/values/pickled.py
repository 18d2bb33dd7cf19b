"""Serializer `pickle`: protocol 5, large buffers out of band, and our own way with functions and the notebook's classes.

Serializer `cloudpickle` is the same with that library's help for classes that nothing names; it is only tried when the
environment has the library and plain pickling has failed.
"""

from __future__ import annotations

import functools
import gc
import importlib
import io
import pickle
import types
from collections.abc import Callable, Sequence
from typing import Any

from .artifact import PICKLES, Encoded, NotEncoded, Stored, TooLarge, Trace, Unreadable
from .canonical import canonical
from .classes import has_recipe, rebuild_named
from .identity import Identities
from .memory import Span
from .rebuild import MODULE, Namespace
from .reducers import REBUILDERS, Reducers, publish_rebuilders

NAME, FALLBACK = PICKLES

# A buffer of this size gets an object of its own. Each object costs a flush, so the bound rises with their number.
_OUT_OF_BAND = 256 << 10
_BUFFERS_BEFORE_RISE = 16
# How far to look into frames for their arrays.
_REACH = 10_000

_FALLBACK_MODULES = ("cloudpickle", "joblib.externals.cloudpickle")


def encode(
    value: object,
    namespace: Namespace,
    identities: Identities,
    limit: int | None = None,
    spans: Sequence[Span] = (),
) -> Encoded:
    """Pickles the value in memory. `spans` are ranges of memory that arrays of the value share."""
    publish_rebuilders()
    by_value = _class_by_value(value)
    stock = _fallback_pickler() if by_value is not None else None
    if stock is None:
        try:
            return _Attempt(NAME, Reducers(namespace, spans), limit).run(_Pickler, value, identities)
        except NotEncoded as failure:
            stock = None if _is_hopeless(failure) else _fallback_pickler()
            if stock is None:
                raise
    return _Attempt(FALLBACK, Reducers(namespace, spans, by_value), limit).run(stock, value, identities)


def decode(stored: Stored) -> object:
    try:
        return _Unpickler(stored).load()
    except ModuleNotFoundError as error:
        raise Unreadable(
            f"it needs the package `{(error.name or '').partition('.')[0]}`, which is not installed here",
            f"install `{error.name}`, or run the step in the environment that made the value",
        ) from error
    except (AttributeError, ImportError) as error:
        raise Unreadable(
            str(error), "a library has changed since the value was made: run the step that makes it again"
        ) from error


def _is_hopeless(failure: NotEncoded) -> bool:
    from .refusals import cure_for

    return cure_for(failure.culprit) is not None or isinstance(failure.error, RecursionError)


class _Attempt:
    """One pickler at work: collects what it writes, and stops it when there is too much."""

    def __init__(self, serializer: str, reducers: Reducers, limit: int | None) -> None:
        self._serializer = serializer
        self._reducers = reducers
        self._left = limit
        self._chunks: list[bytes] = []
        self._buffers: list[memoryview] = []

    def run(self, stock: Callable[..., Any], value: object, identities: Identities) -> Encoded:
        pickler = _with_reducers(stock, self._reducers, self)
        try:
            pickler.dump(value)
        except TooLarge:
            raise
        except Exception as error:  # a value's own methods may raise anything
            raise NotEncoded(self._reducers.last, error) from error
        chunks, size = self._chunks, sum(map(len, self._chunks))
        reducers = self._reducers
        # Nothing inside an object that never changes can be changed through it, so nobody can see it shared.
        inside = (_within(reducers.unchanging) - set(map(id, reducers.unchanging))) | reducers.of_classes
        trace = Trace(
            identities=lambda: identities.of_memo(pickler.memo.copy().values()) - inside,
            arrays=[array for array in reducers.arrays if id(array) not in inside],
        )
        return Encoded(
            self._serializer,
            size,
            lambda: chunks,
            buffers=self._buffers,
            trace=trace,
            canonical=lambda: canonical(chunks, size),
        )

    def write(self, data: Any) -> None:
        """The pickler's file."""
        chunk = bytes(data)  # no copy of what already is bytes; large buffers come as themselves
        self._count(len(chunk))
        self._chunks.append(chunk)

    def take(self, buffer: pickle.PickleBuffer) -> bool:
        """Whether a buffer stays in the pickle (true) or becomes an object of its own."""
        view = buffer.raw()
        if view.nbytes < _OUT_OF_BAND << (len(self._buffers) // _BUFFERS_BEFORE_RISE):
            return True
        self._count(view.nbytes)
        self._buffers.append(view)
        return False

    def _count(self, size: int) -> None:
        if self._left is None:
            return
        self._left -= size
        if self._left < 0:
            raise TooLarge


class _Unpickler(pickle.Unpickler):
    def __init__(self, stored: Stored) -> None:
        super().__init__(io.BytesIO(stored.main()), buffers=stored.buffers())
        self._namespace = stored.namespace

    def find_class(self, module: str, name: str) -> Any:
        if module == MODULE:
            return functools.partial(REBUILDERS[name], self._namespace)
        if module == "__main__":
            return rebuild_named(self._namespace, name)
        return super().find_class(module, name)


class _Pickler(pickle.Pickler):
    """A pickler that has room for an attribute: the reducers stand in `reducer_override`, with no call in between."""


def _with_reducers(stock: Callable[..., Any], reducers: Reducers, attempt: _Attempt) -> Any:
    """A pickler of the given class that asks our reducers first, then its own."""
    pickler = stock(attempt, 5, buffer_callback=attempt.take)
    inherited = getattr(pickler, "reducer_override", None)
    if inherited is None:
        pickler.reducer_override = reducers
        return pickler

    def ours_then_inherited(value: object) -> Any:
        try:
            reduced = reducers(value)
        except pickle.PicklingError:
            return inherited(value)
        return inherited(value) if reduced is NotImplemented else reduced

    pickler.reducer_override = ours_then_inherited
    return pickler


def _fallback_pickler() -> Callable[..., Any] | None:
    for name in _FALLBACK_MODULES:
        try:
            found: Callable[..., Any] = importlib.import_module(name).Pickler
        except ImportError:
            continue
        return found
    return None


def _class_by_value(value: object) -> type | None:
    """A class that is itself the value: a step that takes it may have no statement that defines it."""
    if not isinstance(value, type) or value.__module__ != "__main__" or has_recipe(value):
        return None
    return value


def _within(holders: Sequence[Any]) -> set[int]:
    """`id`s of what the holders refer to, nearest first, as far as is reasonable."""
    seen = set(map(id, holders))
    level: list[Any] = list(holders)
    while level and len(seen) < _REACH:
        found = [each for each in gc.get_referents(*level) if not isinstance(each, (type, types.ModuleType))]
        level = []
        for each in found:
            if id(each) not in seen:
                seen.add(id(each))
                level.append(each)
    return seen
