"""Hears questions such as `os.path.exists("cache.csv")` and `os.getenv("MODE")`, for which Python has no audit event.

"Compute it unless the file is there" is common in notebooks, and its answer is a dependency like any other. The
functions are replaced, in the step's process only, by ones that first tell and then do the same. The import system
keeps the originals: it asks the module `posix` directly.
"""

from __future__ import annotations

import functools
import genericpath
import os
import pathlib
import posixpath
from collections.abc import MutableSet
from typing import Any, Callable, cast

from .variables import VariableProbe

Probe = Callable[[Any, str], None]
"""Hears the path and the name of the function that was asked."""

SYSTEM_FUNCTIONS = ("stat", "lstat", "access")
CAPABILITIES = (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids)
"""Sets in which programs look up what one of the functions of `os` can do here."""
PATH_FUNCTIONS = (
    "exists",
    "lexists",
    "isfile",
    "isdir",
    "islink",
    "getsize",
    "getmtime",
    "getctime",
    "getatime",
)
PATH_METHODS = ("stat", "lstat", "exists", "is_file", "is_dir")


class Probes:
    """Puts itself between programs and the functions that ask; `listener` hears the path of every question."""

    def __init__(self) -> None:
        self.listener: Probe | None = None
        self.variables = VariableProbe()

    def install(self) -> None:
        self.variables.install()
        for name in SYSTEM_FUNCTIONS:
            self.install_in_os(name)
        for name in PATH_FUNCTIONS:
            original = getattr(os.path, name)
            told = self.telling(original)
            for module in (os.path, posixpath, genericpath):
                if getattr(module, name, None) is original:
                    setattr(module, name, told)
        for name in PATH_METHODS:
            setattr(pathlib.Path, name, self.telling(getattr(pathlib.Path, name)))

    def install_in_os(self, name: str) -> None:
        """What can be done with the original can be done with the one that tells."""
        original = getattr(os, name)
        told = TellingFunction(self, original)
        for functions in CAPABILITIES:
            if original in functions:
                cast("MutableSet[Any]", functions).add(told)
        setattr(os, name, told)

    def telling(self, function: Callable[..., Any]) -> Callable[..., Any]:
        name = function.__name__

        @functools.wraps(function)
        def told(*arguments: Any, **options: Any) -> Any:
            if self.listener is not None:
                self.listener(arguments[0] if arguments else next(iter(options.values()), None), name)
            return function(*arguments, **options)

        return told


class TellingFunction:
    """Stands for a function of `os`. Like a compiled function, and unlike one of Python, it stays itself as an attribute
    of a class: libraries write `stat = os.stat` there."""

    __name__: str

    def __init__(self, probes: Probes, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self.__module__ = "os"  # where pickles find it
        self.probes = probes
        self.function = function

    def __call__(self, path: Any, *arguments: Any, **options: Any) -> Any:
        # A name below an open folder is no path that could be looked up again.
        if self.probes.listener is not None and options.get("dir_fd") is None:
            self.probes.listener(path, self.__name__)
        return self.function(path, *arguments, **options)

    def __repr__(self) -> str:
        return repr(self.function)

    def __reduce__(self) -> str:
        return self.__name__
