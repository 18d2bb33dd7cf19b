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

Probe = Callable[[Any], None]

PATH_FUNCTIONS = ("exists", "lexists", "isfile", "isdir", "getsize", "getmtime", "getctime")
PATH_METHODS = ("stat", "lstat", "exists", "is_file", "is_dir")


def hear_probes(probe: Probe) -> None:
    """Calls `probe` with the path of every question from now on."""
    for name in PATH_FUNCTIONS:
        original = getattr(os.path, name)
        told = telling(original, probe)
        for module in (os.path, posixpath, genericpath):
            if getattr(module, name, None) is original:
                setattr(module, name, told)
    for name in PATH_METHODS:
        if name in pathlib.Path.__dict__:
            setattr(pathlib.Path, name, telling(pathlib.Path.__dict__[name], probe))


def telling(function: Callable[..., Any], probe: Probe) -> Callable[..., Any]:
    @functools.wraps(function)
    def told(path: Any, *arguments: Any, **options: Any) -> Any:
        probe(path)
        return function(path, *arguments, **options)

    return told
