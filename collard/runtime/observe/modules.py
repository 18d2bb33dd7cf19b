"""Finds which modules a step used: the user's own, by content, and installed ones, by name."""

from __future__ import annotations

import os
import re
import sys
import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .audit import Handler
from .digests import Identity, file_digest, identity
from .territory import Territory

IMPORT_LINE = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w., \t]+))", re.MULTILINE)
COMPILED_SUFFIXES = (".so", ".pyd", ".dylib")


class ModuleFollower:
    """Hears the execution of module files, and the classes that unpickling looks up."""

    def __init__(self, territory: Territory, last_known: str, shell: frozenset[str]) -> None:
        """`last_known`: the last module that was loaded before; `shell`: top-level ones that the shell is made of."""
        self.territory = territory
        self.last_known = last_known
        self.shell = shell
        self.local: dict[str, Identity | None] = {}
        self.unpickled: set[str] = set()
        self.reasons: list[str] = []

    def handlers(self) -> dict[str, Handler]:
        return {
            "exec": self.on_exec,
            "import": self.on_import,
            "pickle.find_class": lambda arguments: self.unpickled.add(str(arguments[0])),
        }

    def on_exec(self, arguments: tuple[Any, ...]) -> None:
        """Every module file is executed as a code object that names it, whether it came from source or from cache."""
        file = getattr(arguments[0], "co_filename", "")
        if file and file[0] != "<":
            self.executed(file)

    def on_import(self, arguments: tuple[Any, ...]) -> None:
        file = arguments[1]
        if isinstance(file, str) and file.endswith(COMPILED_SUFFIXES):
            self.executed(file)

    def executed(self, file: str) -> None:
        path = os.path.abspath(file)
        if path not in self.local and self.territory.counts(path):
            self.local[path] = identity(path)

    def local_paths(self) -> list[str]:
        """Absolute paths of the user's own modules."""
        return [path for path, before in self.local.items() if before is not None]

    def local_modules(self) -> dict[str, str]:
        """Digests of the user's own modules by path."""
        digests = {}
        for path, before in self.local.items():
            if before is None:
                continue  # code under the name of a file that never was, such as a template's
            name = self.territory.name(path)
            try:
                digests[name] = file_digest(path)
            except OSError:
                digests[name] = ""
            if identity(path) != before:
                self.reasons.append(f"the local module {name} changed while it ran")
        return digests

    def used(self, imports: Iterable[str], namespace: Mapping[str, Any]) -> set[str]:
        """Top-level names of all other modules that the step's code can have used."""
        named = set(imports) | self.unpickled
        for path in self.local:
            named |= imports_of(path)
        for value in list(namespace.values()):
            named.add(origin(value))
        return (top_level(named) | top_level(modules_since(self.last_known)) - self.shell) - {"__main__", ""}


def modules_since(last_known: str) -> list[str]:
    """Names loaded after a module; new ones stand at the end of `sys.modules`.

    The ones before are not looked at: in a fork, a look at an object costs a copy of its page of memory.
    """
    names = []
    for name in reversed(sys.modules):
        if name == last_known:
            break
        names.append(name)
    return names


def top_level(names: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def imports_of(path: str) -> set[str]:
    """Modules that a source file imports; those loaded earlier for another reason make no event."""
    if path.endswith(COMPILED_SUFFIXES):
        return set()
    try:
        source = Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return set()
    names = set()
    for found in IMPORT_LINE.finditer(source):
        listed = found.group(1) or found.group(2)
        names |= {part.split()[0] for part in listed.split(",") if part.strip()}
    return names


def origin(value: Any) -> str:
    """The module that a value comes from: itself, or the one that defines it or its class."""
    if isinstance(value, types.ModuleType):
        return value.__name__
    try:
        name = getattr(value, "__module__", None) if callable(value) else None
    except Exception:  # a value may refuse any question
        name = None
    return name if isinstance(name, str) else str(type(value).__module__)
