"""Which modules `import` must go on finding where it found them: a file that appears in a local folder can hide one.

The folder of the notebook comes before the standard library and installed distributions, so that a new `statistics.py`
beside it is used instead of Python's own; and in one folder a package comes before a module of the same name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.machinery import EXTENSION_SUFFIXES

from .distributions import Distributions
from .territory import Territory, ended

PACKAGE = "__init__.py"
PYTHONS_OWN: frozenset[str] = getattr(sys, "stdlib_module_names", frozenset())
"""Top-level modules of the standard library; Python 3.9 does not know them, and then looks for a few names more."""


@dataclass(frozen=True)
class Lookup:
    """Names that `import` finds in a local folder as one of the record's modules, or not at all."""

    folder: str
    names: tuple[str, ...]


class ImportFolder:
    """What `import` would find in a folder, in the order of CPython's `FileFinder`: packages, compiled modules, source."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self.entries = frozenset(os.listdir(path))
        except OSError:
            self.entries = frozenset()
        self.stems = {entry.partition(".")[0] for entry in self.entries}

    def find(self, name: str) -> str | None:
        """The path of the file, inside the folder, that a module of this name would be loaded from."""
        if name not in self.stems:
            return None
        if name in self.entries and os.path.isfile(os.path.join(self.path, name, PACKAGE)):
            return f"{name}/{PACKAGE}"
        files = (name + suffix for suffix in (*EXTENSION_SUFFIXES, ".py"))
        return next((file for file in files if file in self.entries), None)


def lookups(
    territory: Territory, distributions: Distributions, used: Iterable[str], local: Iterable[str]
) -> list[Lookup]:
    """`used`: top-level names, without those that were loaded when the step began, which nothing can hide any more.
    `local`: paths of the local modules."""
    local = frozenset(local)
    names = {name for name in used if name.isidentifier()}.difference(sys.builtin_module_names)
    not_installed = {name for name in names if not distributions.providing(name)} - PYTHONS_OWN
    wanted: dict[str, set[str]] = {}
    for folder, asked in (*on_import_path(territory, names, not_installed), *map(module_at, local)):
        wanted.setdefault(folder, set()).update(asked)
    found = [
        Lookup(territory.name(folder), tuple(sorted(steady(ImportFolder(folder), asked, local))))
        for folder, asked in sorted(wanted.items())
    ]
    return [lookup for lookup in found if lookup.names]


def on_import_path(
    territory: Territory, names: set[str], not_installed: set[str]
) -> Iterator[tuple[str, set[str]]]:
    """Local folders of the import path, each with the names that are looked for there."""
    for place in sys.path:
        folder = os.path.abspath(place)
        if territory.counts(ended(folder)):
            yield folder, names
        else:
            # What is installed is found here, so that later folders are not asked for it.
            names = not_installed


def module_at(path: str) -> tuple[str, set[str]]:
    """The folder in which, and the name under which, `import` finds the module file at `path`."""
    folder, file = os.path.split(path)
    if file == PACKAGE:
        folder, file = os.path.split(folder)
    return folder, {file.partition(".")[0]}


def steady(folder: ImportFolder, names: Iterable[str], local: frozenset[str]) -> Iterator[str]:
    """Names that are found as a local module or not at all. Another file was there before, and was not used."""
    for name in names:
        file = folder.find(name)
        if file is None or os.path.normpath(os.path.join(folder.path, file)) in local:
            yield name
