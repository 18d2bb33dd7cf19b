"""How stored pickles name our own functions: by a module name that does not depend on where this package lives.

The runtime runs from a folder, from a zip file or as an installed package, under three names; a pickle that spelled
one of them could not be read by the others, and equal values would have different digests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

MODULE = "collard_values"

# First argument of every rebuilder: the namespace of the step that loads.
Namespace = dict[str, Any]
Rebuilder = TypeVar("Rebuilder", bound=Callable[..., Any])


def rebuilder(function: Rebuilder) -> Rebuilder:
    """Marks a function that stored pickles call. Its name is part of the store's format."""
    function.__module__ = MODULE
    function.__qualname__ = function.__name__
    return function
