"""Paths that a step names in its code: what remains to be known of a file when nobody saw it being opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\\n]|\\.)*)\1""")
LONGEST_PATH = 4096


def quoted_texts(sources: Iterable[str]) -> set[str]:
    """Texts between quotes. No parser is needed: one text too many does no harm."""
    return {found.group(2) for source in sources for found in QUOTED.finditer(source)}


def texts_in(value: Any) -> set[str]:
    """Strings of an input or a parameter, also in a list or a dictionary of them."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, os.PathLike):
        return {os.fsdecode(value)}
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)) and len(value) <= 1000:
        return {str(item) for item in value if isinstance(item, (str, os.PathLike))}
    return set()


def named_paths(texts: Iterable[str], folder: str) -> set[str]:
    """Absolute paths that the texts can mean; never `folder` itself or what contains it."""
    paths = {
        os.path.abspath(os.path.join(folder, os.path.expanduser(text)))
        for text in texts
        if text and len(text) < LONGEST_PATH and "\0" not in text
    }
    return {path for path in paths if not (folder + os.sep).startswith(path.rstrip(os.sep) + os.sep)}
