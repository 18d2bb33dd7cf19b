"""What a pickler does with objects that plain pickle refuses, copies needlessly, or ties to a library's version.

`Reducers` picks by type, remembers its choice, and notes what sharing needs to know: every array it met. It is called
for every object but the built-in containers and scalars, so its common path is one dictionary lookup.
"""

from __future__ import annotations

import functools
import importlib
import pickle
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

from .classes import rebuild_enum, rebuild_named, rebuild_namedtuple, reduce_class
from .functions import (
    rebuild_cached,
    rebuild_cell,
    rebuild_cell_content,
    rebuild_code,
    rebuild_function,
    rebuild_function_state,
    reduce_cached,
    reduce_cell,
    reduce_code,
    reduce_function,
)
from .memory import Span, extent
from .native import nested_format, rebuild_native, reduce_native
from .rebuild import MODULE, Namespace, rebuilder

Reducer = Callable[[Any], Any]

# Object arrays up to this many elements are pickled like any list.
_MANY = 10_000
_ATOMS = frozenset({str, int, float, bool, bytes, type(None)})


class Reducers:
    """The `reducer_override` of one pickler. `by_value` is a class that must travel itself, not by its name."""

    def __init__(
        self, namespace: Namespace, spans: Sequence[Span] = (), by_value: type | None = None
    ) -> None:
        self.last: object = None
        self.arrays: list[Any] = []
        # Indexes, and frames that copy on write: nobody can change the arrays inside them.
        self.unchanging: list[Any] = []
        # `id`s of lists that belong to a class, and stand in the pickle of each of its frames.
        self.of_classes: set[int] = set()
        self._namespace = namespace
        self._spans = spans
        self._by_value = by_value
        self._chosen: dict[type, Reducer | None] = dict(self._basic())

    def __call__(self, value: Any) -> Any:
        self.last = value
        kind = type(value)
        try:
            reducer = self._chosen[kind]
        except KeyError:
            reducer = self._chosen[kind] = self._choose(kind)
        return NotImplemented if reducer is None else reducer(value)

    def _basic(self) -> dict[type, Reducer | None]:
        return {
            types.FunctionType: functools.partial(reduce_function, self._namespace, self._by_value),
            types.CellType: reduce_cell,
            types.CodeType: reduce_code,
            functools._lru_cache_wrapper: reduce_cached,
            types.ModuleType: _reduce_module,
        }

    def _choose(self, kind: type) -> Reducer | None:
        if issubclass(kind, type):
            return self._reduce_class
        numpy: Any = sys.modules.get("numpy")
        if numpy is not None and issubclass(kind, numpy.ndarray):
            return self._reduce_array if kind is numpy.ndarray else self._note_array
        pandas: Any = sys.modules.get("pandas")
        if pandas is not None and issubclass(kind, (pandas.Index, pandas.Series, pandas.DataFrame)):
            self.of_classes.add(id(getattr(kind, "_metadata", None)))
            return self._note_unchanging if issubclass(kind, _never_changed(pandas)) else None
        native = nested_format(kind)
        return None if native is None else functools.partial(reduce_native, native)

    def _reduce_class(self, kind: type) -> Any:
        return NotImplemented if kind is self._by_value else reduce_class(self._namespace, kind)

    def _note_array(self, array: Any) -> Any:
        self.arrays.append(array)
        return NotImplemented

    def _note_unchanging(self, value: Any) -> Any:
        self.unchanging.append(value)
        return NotImplemented

    def _reduce_array(self, array: Any) -> Any:
        self.arrays.append(array)
        if array.dtype.hasobject:
            return _reduce_objects(array)
        span = self._span_over(array) if self._spans else None
        if span is not None:
            return _view_of(span, array)
        if array.nbytes > _MANY and not array.flags.forc:
            return array.copy().__reduce_ex__(5)  # contiguous, so that it leaves the pickle as a buffer
        return NotImplemented

    def _span_over(self, array: Any) -> Span | None:
        place = extent("", array)
        if place is None:
            return None
        inside = (span for span in self._spans if span.low <= place.low and place.high <= span.high)
        return next((span for span in inside if array is not span.bytes), None)


def _never_changed(pandas: Any) -> tuple[type, ...]:
    major = int(pandas.__version__.partition(".")[0])
    if major >= 3 or (major == 2 and pandas.options.mode.copy_on_write is True):
        return pandas.Index, pandas.Series, pandas.DataFrame
    return (pandas.Index,)


def _reduce_module(module: types.ModuleType) -> Any:
    if sys.modules.get(module.__name__) is not module or module.__name__ == "__main__":
        return NotImplemented
    return importlib.import_module, (module.__name__,)


def _view_of(span: Span, array: Any) -> Any:
    offset = array.__array_interface__["data"][0] - span.low
    return rebuild_view, (
        span.bytes,
        array.shape,
        array.dtype,
        offset,
        array.strides,
        array.flags.writeable,
    )


def _reduce_objects(array: Any) -> Any:
    """Many strings or numbers in an object array: in a pickle of their own, whose memo is gone when it is done."""
    if array.size < _MANY or array.dtype != object:
        return NotImplemented
    order = "F" if array.flags.fnc else "C"
    items = array.ravel(order).tolist()
    if not set(map(type, items)) <= _ATOMS:
        return NotImplemented
    return rebuild_objects, (array.shape, order, pickle.PickleBuffer(pickle.dumps(items, 5)))


@rebuilder
def rebuild_objects(_namespace: Namespace, shape: tuple[int, ...], order: Any, items: Any) -> Any:
    import numpy

    array = numpy.empty(len(loaded := pickle.loads(items)), dtype=object)
    array[:] = loaded
    return array.reshape(shape, order=order)


@rebuilder
def rebuild_view(
    _namespace: Namespace,
    memory: Any,
    shape: tuple[int, ...],
    dtype: Any,
    offset: int,
    strides: tuple[int, ...],
    writeable: bool,
) -> Any:
    import numpy

    array: Any = numpy.ndarray(shape, dtype, memory, offset, strides)
    array.flags.writeable = writeable
    return array


# Everything that a stored pickle may call in this package.
REBUILDERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        rebuild_cached,
        rebuild_cell,
        rebuild_cell_content,
        rebuild_code,
        rebuild_enum,
        rebuild_function,
        rebuild_function_state,
        rebuild_named,
        rebuild_namedtuple,
        rebuild_native,
        rebuild_objects,
        rebuild_view,
    )
}


def publish_rebuilders() -> None:
    """Lets picklers find the rebuilders under the name that stored pickles give them."""
    if MODULE not in sys.modules:
        module = types.ModuleType(MODULE, "Functions that stored values call when they are loaded.")
        vars(module).update(REBUILDERS)
        sys.modules[MODULE] = module
