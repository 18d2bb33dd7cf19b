"""Functions by value: those that no import finds again, such as lambdas and closures made in a notebook.

A function's code travels as bytecode, with its defaults, attributes and closure. Its globals are the namespace of the
step that loads it, so that names are looked up when it is called, as in the notebook. The globals that it mentions
travel too and fill in for names that the loading step does not have.
"""

from __future__ import annotations

import functools
import importlib
import marshal
import sys
import types
from collections.abc import Iterator
from typing import Any

from .artifact import Unreadable
from .classes import in_namespace, rebuild_named
from .rebuild import Namespace, rebuilder

# Bytecode is only valid for one version of one implementation.
CODE_FORMAT = sys.implementation.cache_tag or sys.version

# Names that IPython puts into the namespace; they belong to one session.
_SESSION_NAMES = frozenset({"get_ipython", "exit", "quit", "In", "Out"})
_GLOBAL_READS = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"})
_COPIED = ("__name__", "__qualname__", "__module__", "__doc__", "__defaults__", "__kwdefaults__")

Reduced = tuple[Any, ...]


def by_reference(function: types.FunctionType) -> bool:
    """Whether an import of its module finds this very function."""
    found: Any = None if function.__module__ == "__main__" else sys.modules.get(function.__module__ or "")
    for name in function.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is function


def reduce_function(namespace: Namespace, by_value: type | None, function: types.FunctionType) -> Any:
    """How a pickle holds a function. `by_value` is a class that travels itself, so its methods do too."""
    if by_reference(function):
        return NotImplemented
    owner = function.__qualname__.rpartition(".")[0]
    of_traveling_class = by_value is not None and owner == by_value.__qualname__
    if owner and not of_traveling_class and in_namespace(namespace, function, function.__qualname__):
        return rebuild_named, (function.__qualname__,)  # a method: it comes with its class
    module = function.__module__ if function.__globals__ is not namespace else None
    module = module if module in sys.modules and module != "__main__" else None
    state: dict[str, Any] = {name: getattr(function, name) for name in _COPIED}
    state["__annotations__"] = function.__annotations__
    if function.__dict__:
        state["__dict__"] = function.__dict__
    if module is None:
        state["globals"] = _mentioned(namespace, function)
    arguments = (CODE_FORMAT, _dump(function.__code__), module, function.__closure__)
    return rebuild_function, arguments, state, None, None, rebuild_function_state


def reduce_cell(cell: types.CellType) -> Reduced:
    try:
        content = cell.cell_contents
    except ValueError:
        return rebuild_cell, ()
    return rebuild_cell, (), content, None, None, rebuild_cell_content


def reduce_code(code: types.CodeType) -> Reduced:
    return rebuild_code, (CODE_FORMAT, _dump(code))


def reduce_cached(function: Any) -> Any:
    """A function under `functools.lru_cache`: the function travels, its cache starts empty."""
    wrapped = function.__wrapped__
    if isinstance(wrapped, types.FunctionType) and wrapped.__module__ != "__main__":
        return NotImplemented
    return rebuild_cached, (wrapped, function.cache_parameters())


@rebuilder
def rebuild_function(
    namespace: Namespace, code_format: str, code: bytes, module: str | None, cells: tuple[Any, ...] | None
) -> types.FunctionType:
    found = namespace if module is None else vars(importlib.import_module(module))
    return types.FunctionType(rebuild_code(namespace, code_format, code), found, None, None, cells)


@rebuilder
def rebuild_function_state(namespace: Namespace, function: types.FunctionType, state: dict[str, Any]) -> None:
    for name, value in state.pop("globals", {}).items():
        namespace.setdefault(name, value)
    for name, value in state.items():
        if name == "__dict__":
            function.__dict__.update(value)
        else:
            setattr(function, name, value)


@rebuilder
def rebuild_cell(_namespace: Namespace) -> types.CellType:
    return types.CellType()


@rebuilder
def rebuild_cell_content(_namespace: Namespace, cell: types.CellType, content: object) -> None:
    cell.cell_contents = content


@rebuilder
def rebuild_code(_namespace: Namespace, code_format: str, code: bytes) -> types.CodeType:
    if code_format != CODE_FORMAT:
        raise Unreadable(
            f"it holds a function compiled by {code_format}, and this is {CODE_FORMAT}",
            "run both steps with the same version of Python, or define the function in an `imports` or `functions` cell",
        )
    loaded: types.CodeType = marshal.loads(code)
    return loaded


@rebuilder
def rebuild_cached(_namespace: Namespace, function: Any, parameters: dict[str, Any]) -> Any:
    return functools.lru_cache(**parameters)(function)


def _dump(code: types.CodeType) -> bytes:
    # Format 2 has no back references, which depend on reference counts: equal code gives equal bytes.
    return marshal.dumps(code, 2)


def _mentioned(namespace: Namespace, function: types.FunctionType) -> dict[str, Any]:
    """Globals that the code reads and that can travel. Classes of the notebook come with the step's definitions."""
    from .refusals import cannot_travel

    found = {}
    for name in sorted(set(_global_names(function.__code__))):
        value = function.__globals__.get(name, function)
        if name in _SESSION_NAMES or name not in function.__globals__ or cannot_travel(value):
            continue
        if isinstance(value, type) and in_namespace(namespace, value, value.__qualname__):
            continue
        found[name] = value
    return found


def _global_names(code: types.CodeType) -> Iterator[str]:
    import dis

    for instruction in dis.get_instructions(code):
        if instruction.opname in _GLOBAL_READS:
            yield instruction.argval
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _global_names(constant)
