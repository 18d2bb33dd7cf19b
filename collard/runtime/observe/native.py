"""Follows files that compiled code opens past Python's `open`: Arrow, HDF5, OpenCV, XGBoost, Polars, DuckDB and others.

As soon as a compiled library that is not known to open files through Python is loaded, the folders of the workspace
are watched with inotify, before that library can read anything. The watch also hears other programs at work in these
folders; a dependency too many only costs a needless run later. Without inotify, in more than `MOST_FOLDERS` folders,
and outside the workspace, the paths that the step's code, inputs and parameters name stand in for the watch.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable
from typing import Any

from .audit import Handler
from .digests import identity
from .files import FileFollower, Touch
from .inotify import CREATE, IS_FOLDER, MODIFY, MOVED_FROM, MOVED_TO, OPEN, OVERFLOW, Inotify
from .literals import named_paths
from .territory import Territory

MOST_FOLDERS = 2000
SKIPPED_FOLDERS = frozenset(
    {".collard", ".git", ".hg", ".svn", "node_modules", "__pycache__", ".ipynb_checkpoints", ".venv", "venv"}
)
OPENS_THROUGH_PYTHON = frozenset(
    {"IPython", "Cython", "MySQLdb", "PIL", "_brotli", "_cffi_backend", "aiohttp", "asyncpg", "bcrypt", "bottleneck",
     "brotli", "charset_normalizer", "contourpy", "coverage", "cryptography", "cupy", "cytoolz", "debugpy", "fontTools",
     "frozenlist", "gmpy2", "greenlet", "httptools", "jiter", "joblib", "kiwisolver", "llvmlite", "lz4", "markupsafe",
     "matplotlib", "matplotlib_inline", "msgpack", "multidict", "mypy", "numba", "numexpr", "numpy", "optree", "orjson",
     "pandas", "patsy", "propcache", "psutil", "pydantic_core", "pyximport", "rapidfuzz", "regex", "rpds", "scipy",
     "simplejson", "sklearn", "sqlalchemy", "statsmodels", "tiktoken", "tornado", "ujson", "uvloop", "websockets",
     "wrapt", "yaml", "yarl", "zmq", "zstandard"}
)  # fmt: skip
"""Installed packages whose compiled parts open data files through Python, where the hook hears it, or not at all."""
NO_DATA = (".ipynb", ".pyc")
"""Files that no compiled reader opens, while editors and Python do so all the time."""


class NativeFollower:
    """Starts watching when it has to, and turns what it heard into touches."""

    def __init__(self, territory: Territory, files: FileFollower, inotify: Inotify | None) -> None:
        """`inotify`: one to use instead of a new one."""
        self.territory = territory
        self.files = files
        self.watching = False
        self.complete = False
        """Whether every folder of the workspace is watched."""
        self.texts: set[str] = set()
        self.named_paths: set[str] = set()
        self.inotify = inotify
        self.reasons: list[str] = []

    def handlers(self) -> dict[str, Handler]:
        return {"import": self.on_import, "ctypes.dlopen": lambda arguments: self.on_library(arguments[0])}

    def on_import(self, arguments: tuple[Any, ...]) -> None:
        if arguments[1] is not None:  # only the loading of a compiled module names its file
            self.on_library(arguments[1])

    def on_library(self, path: Any) -> None:
        if not self.watching and path is not None and reads_natively(os.fsdecode(path), self.territory):
            self.watch()

    def watch(self) -> None:
        """Watches from now on."""
        self.watching = True
        if sys.platform == "linux":
            try:
                self.complete = self.watch_workspace()
            except OSError:
                self.complete = False
        self.follow_named(self.texts)

    def add_texts(self, texts: set[str]) -> None:
        """Texts of the step that may name files."""
        self.texts |= texts
        if self.watching:
            self.follow_named(texts)

    def follow_named(self, texts: set[str]) -> None:
        paths = named_paths(texts, os.getcwd()) - self.named_paths
        self.named_paths |= paths
        for path in paths:
            if not (self.complete and self.territory.inside(path)):
                self.files.opened_natively(path)

    def watch_workspace(self) -> bool:
        """False when there are more folders than are watched; the ones nearest to the root are."""
        self.inotify = self.inotify or Inotify()
        self.inotify.begin()
        waiting = deque([self.territory.workspace.rstrip(os.sep)])
        count = 0
        while waiting:
            folder = waiting.popleft()
            subfolders = folders_in(folder, self.territory)
            if subfolders is None:
                continue
            if count == MOST_FOLDERS:
                return False
            self.inotify.watch(folder)
            count += 1
            waiting.extend(subfolders)
        return True

    def finish(self) -> None:
        """Adds what was heard to the touches of the files."""
        if self.inotify is None or not self.watching:
            return
        first: dict[str, int] = {}
        changed: set[str] = set()
        for notice in self.inotify.notices():
            if notice.mask & OVERFLOW:
                self.reasons.append("more files were opened at once than could be followed")
            if not notice.path or notice.path.endswith(NO_DATA) or not self.territory.counts(notice.path):
                continue
            if notice.mask & IS_FOLDER:
                self.folder_noticed(notice.path, notice.mask)
                continue
            first.setdefault(notice.path, notice.mask)
            if notice.mask & ~OPEN:
                changed.add(notice.path)
        for path, mask in first.items():
            self.file_noticed(path, mask, path in changed)

    def file_noticed(self, path: str, mask: int, changed: bool) -> None:
        touch = self.files.touches.get(path)
        if touch is not None and (touch.own or touch.written or touch.native):
            return  # known by other means
        # A file that is emptied while it is opened says "modified" first: its old content was not read.
        fresh = bool(mask & (CREATE | MODIFY | MOVED_TO))
        if not changed:
            self.files.touches.setdefault(path, Touch(identity(path))).read = True
        elif fresh and self.is_named(path) and (touch is None or not touch.read):
            self.files.touches[path] = Touch(None, own=True, written=True)
        elif os.path.lexists(path) or mask & (OPEN | MOVED_FROM):
            name = self.territory.name(path)
            self.reasons.append(f"{name} changed while it ran, by compiled code or by another program")

    def folder_noticed(self, path: str, mask: int) -> None:
        """A folder that compiled code made, such as a partitioned dataset: all in it is new."""
        if not mask & (CREATE | MOVED_TO) or path in self.files.made or not os.path.isdir(path):
            return
        if not self.is_named(path):
            self.reasons.append(f"the folder {self.territory.name(path)} appeared while it ran")
            return
        for folder, _, names in os.walk(path):
            for name in names:
                self.files.touches[os.path.join(folder, name)] = Touch(None, own=True, written=True)

    def is_named(self, path: str) -> bool:
        return any(path == named or path.startswith(named + os.sep) for named in self.named_paths)


def folders_in(folder: str, territory: Territory) -> list[str] | None:
    """Subfolders to watch; None when the folder itself holds no data of the user's (an environment, say)."""
    subfolders = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name == "pyvenv.cfg":
                    return None
                if entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED_FOLDERS:
                    subfolders.append(entry.path)
    except OSError:
        return None
    return [path for path in subfolders if territory.counts(path)]


def reads_natively(library: str, territory: Territory) -> bool:
    """Whether a compiled library may open data files past Python's `open`."""
    if not os.path.isabs(library):
        return False  # found by the system's loader: a part of the system
    for folder in territory.installed:
        if library.startswith(folder):
            part = library[len(folder) :].split(os.sep)[0]
            if part in ("site-packages", "dist-packages"):  # these are inside the standard library's folder
                continue
            name = part.split(".")[0]
            # `<name>.libs` holds what another compiled module brings along; that one is judged by itself.
            harmless = part == "lib-dynload" or part.endswith(".libs") or name.endswith("__mypyc")
            return not harmless and name not in OPENS_THROUGH_PYTHON
    return not library.startswith(territory.elsewhere)


def native_readers_loaded(territory: Territory, libraries: Iterable[str]) -> bool:
    """The same for what is loaded already."""
    return any(reads_natively(library, territory) for library in libraries)


def loaded_libraries() -> set[str]:
    """Files of all shared libraries in this process, on Linux; else those of the compiled modules."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
            names = {line.rstrip("\n").split(None, 5)[-1] for line in maps if ".so" in line}
        return {name for name in names if name.startswith("/")}
    except OSError:
        files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        return {file for file in files if file and not file.endswith((".py", ".pyc"))}
