"""Which files matter to a step's result: the user's, not those of Python, of libraries, of the system or of caches."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
import tempfile
from pathlib import Path

SYSTEM_FOLDERS = (
    "/proc",
    "/sys",
    "/dev",
    "/run",
    "/etc",
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/sbin",
    "/System",
)
CACHE_FOLDERS = ("~/.cache", "~/.config/matplotlib", "~/.matplotlib", "~/.ipython", "~/.jupyter", "~/.fonts",
                 "~/.local/share/fonts", "~/.local/share/jupyter", "~/.local/etc", "~/Library/Caches",
                 "~/Library/Fonts")  # fmt: skip
CACHE_VARIABLES = ("XDG_CACHE_HOME", "MPLCONFIGDIR", "IPYTHONDIR", "NUMBA_CACHE_DIR", "TORCH_HOME", "HF_HOME")

RUNTIME: str = getattr(
    __spec__.loader, "archive", os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
)
"""Our own code, a folder or one file, wherever it is installed, even in the workspace."""


def installed_folders() -> tuple[str, ...]:
    """Folders of the standard library and of installed distributions, each ending with a separator."""
    paths = sysconfig.get_paths()
    folders = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders.update(site.getsitepackages())
    folders.add(site.getusersitepackages())
    return tuple(
        sorted(name for folder in folders for name in {ended(folder), ended(os.path.realpath(folder))})
    )


def ended(folder: str) -> str:
    return folder.rstrip(os.sep) + os.sep


class Territory:
    """Sorts paths. Inside the workspace everything counts but the store; outside it, what no table names."""

    def __init__(self, workspace: Path, store: Path, installed: tuple[str, ...]) -> None:
        self.workspace = ended(str(workspace))
        self.store = ended(str(store))
        environments = [ended(prefix) for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
        inner = [
            folder
            for folder in environments
            if folder.startswith(self.workspace) and folder != self.workspace
        ]
        self.installed = installed + tuple(inner)
        self.nobodys_data = (self.store, RUNTIME, *self.installed)
        self.libraries = (*self.installed, "<frozen ", RUNTIME)
        self.private: list[str] = []
        caches = [os.path.expanduser(folder) for folder in CACHE_FOLDERS]
        caches += [os.environ[name] for name in CACHE_VARIABLES if os.environ.get(name)]
        self.elsewhere = tuple(environments) + tuple(ended(folder) for folder in (*SYSTEM_FOLDERS, *caches))
        self.temporary = ended(tempfile.gettempdir())

    def counts(self, path: str) -> bool:
        """Whether the file at this absolute, normal path may matter."""
        if path.startswith(self.nobodys_data) or path + os.sep == self.store:
            return False
        if path.endswith((".pyc", ".pyo")) or os.path.basename(path).startswith("<"):
            return False
        if self.private and path.startswith(tuple(self.private)):
            return False
        return self.inside(path) or not path.startswith(self.elsewhere)

    def is_library(self, file: str) -> bool:
        """Whether code of this file name is Python's, a library's or ours, and not the user's own."""
        return file.startswith(self.libraries)

    def inside(self, path: str) -> bool:
        return path.startswith(self.workspace) or path + os.sep == self.workspace

    def add_private(self, path: str) -> None:
        """A temporary file or folder with a random name, which only this step can know."""
        if not self.inside(path) or path.startswith(self.temporary):
            self.private.append(path)

    def name(self, path: str) -> str:
        """The path as a record writes it: relative inside the workspace, with `/`."""
        if path.startswith(self.workspace):
            path = path[len(self.workspace) :]
        elif path + os.sep == self.workspace:
            path = "."
        return path.replace(os.sep, "/")

    def path(self, name: str) -> str:
        """The inverse of `name`."""
        return os.path.normpath(os.path.join(self.workspace, name))
