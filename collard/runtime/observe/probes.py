"""Hears questions such as `os.path.exists("cache.csv")`, for which Python has no audit event.

"Compute it unless the file is there" is common in notebooks, and its answer is a dependency like any other. The
functions are replaced, in the step's process only, by ones that first tell and then do the same. `os.stat` itself is
left alone: libraries compare it by identity.
"""

from __future__ import annotations

import functools
import genericpath
import os
import pathlib
import posixpath
from typing import Any, Callable

Probe = Callable[[Any, str], None]
"""Hears the path and the name of the function that was asked."""

PATH_FUNCTIONS = ("exists", "lexists", "isfile", "isdir", "getsize", "getmtime", "getctime")
PATH_METHODS = ("stat", "lstat", "exists", "is_file", "is_dir")


class Probes:
    """Puts itself between programs and the functions that ask; `listener` hears the path of every question."""

    def __init__(self) -> None:
        self.listener: Probe | None = None

    def install(self) -> None:
        for name in PATH_FUNCTIONS:
            original = getattr(os.path, name)
            told = self.telling(original)
            for module in (os.path, posixpath, genericpath):
                if getattr(module, name, None) is original:
                    setattr(module, name, told)
        for name in PATH_METHODS:
            if name in pathlib.Path.__dict__:
                setattr(pathlib.Path, name, self.telling(pathlib.Path.__dict__[name]))

    def telling(self, function: Callable[..., Any]) -> Callable[..., Any]:
        name = function.__name__

        @functools.wraps(function)
        def told(path: Any, *arguments: Any, **options: Any) -> Any:
            if self.listener is not None:
                self.listener(path, name)
            return function(path, *arguments, **options)

        return told
