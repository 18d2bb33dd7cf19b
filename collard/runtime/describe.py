"""Describes this Python, for the engine to know what it starts."""

from __future__ import annotations

import importlib.metadata
import platform
import sys

from .keys import KEY_FORMAT, python_name
from .observe.territory import installed_folders
from .warm import site_folders


def describe() -> dict[str, object]:
    """The answer of `describe`. `sites`: folders of installed distributions, the first one wins."""
    try:
        ipython: str | None = importlib.metadata.version("ipython")
    except importlib.metadata.PackageNotFoundError:
        ipython = None
    return {
        "python": python_name(),
        "implementation": sys.implementation.name,
        "version": platform.python_version(),
        "executable": sys.executable,
        "prefix": sys.prefix,
        "ipython": ipython,
        "sites": site_folders(installed_folders()),
        "platform": sys.platform,
        "keyFormat": KEY_FORMAT,
    }
