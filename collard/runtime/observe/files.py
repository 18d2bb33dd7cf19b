"""Follows the files that a step opens, lists, moves and deletes through Python.

For each path the first look counts: what was there before the step touched it is what its result may depend on. A
step that reads something and changes it afterwards would read something else next time, so it cannot be reused.
"""

from __future__ import annotations

import genericpath
import linecache
import os
from dataclasses import dataclass, replace
from typing import Any

from .audit import Handler, actor, asked_by_import_system, asker
from .digests import Identity, details_digest, identity, names_digest
from .territory import Territory

NEVER_ASK = frozenset(
    function.__code__.co_filename for function in (genericpath.commonprefix, os.path.join, linecache.getline)
)
"""Files of code whose questions do not count: those of `os.path` have been heard already, and tracebacks are no result."""

WALKS_FOR_OTHERS = os.walk.__code__.co_filename
"""File of `os.walk` and `os.fwalk`."""


@dataclass
class Touch:
    """What the step did to one path."""

    before: Identity | None
    read: bool = False
    written: bool = False
    own: bool = False
    """Its content comes from this step alone."""
    asked: bool = False
    """A library has asked whether it is there, which matters unless the step writes it anyway."""
    native: bool = False
    """Opened by compiled code, which does not say whether for reading or writing."""


@dataclass(frozen=True)
class Listing:
    """A folder as the step saw it first."""

    identity: Identity
    digest: str
    names: frozenset[str]
    details: str | None = None
    """Digest with sizes and times, for code that may have looked at them."""


class FileFollower:
    """Keeps one `Touch` a path. Paths are absolute and normal; symbolic links are taken as they are named."""

    def __init__(self, territory: Territory) -> None:
        self.territory = territory
        self.touches: dict[str, Touch] = {}
        self.listings: dict[str, Listing] = {}
        self.folders: dict[str, Identity] = {}
        """Folders of which the step's own code has learned that they are there."""
        self.made: set[str] = set()
        self.reasons: list[str] = []

    def handlers(self) -> dict[str, Handler]:
        return {
            "open": self.on_open,
            "os.listdir": self.on_list,
            "os.scandir": self.on_scan,
            "os.remove": self.on_remove,
            "os.rename": self.on_rename,
            "os.mkdir": self.on_mkdir,
            "os.rmdir": self.on_rmdir,
            "shutil.rmtree": self.on_rmtree,
            "os.link": lambda arguments: self.on_link(arguments[1]),
            "os.symlink": lambda arguments: self.on_link(arguments[1]),
            "os.truncate": lambda arguments: self.on_change(arguments[0]),
            "os.chmod": lambda arguments: self.on_change(arguments[0]),
            "os.chown": lambda arguments: self.on_change(arguments[0]),
            "os.utime": lambda arguments: self.on_change(arguments[0]),
            "sqlite3.connect": self.on_database,
            "tempfile.mkstemp": lambda arguments: self.territory.add_private(os.fspath(arguments[0])),
            "tempfile.mkdtemp": lambda arguments: self.territory.add_private(os.fspath(arguments[0])),
        }

    def resolve(self, path: Any) -> str | None:
        """The path in normal form if it matters; descriptors and ignored files are None."""
        if path is None or isinstance(path, int):
            return None
        absolute = os.path.abspath(os.fsdecode(path))
        return absolute if self.territory.counts(absolute) else None

    def touch(self, path: str) -> Touch:
        touch = self.touches.get(path)
        if touch is None:
            touch = self.touches[path] = Touch(identity(path))
        return touch

    def on_open(self, arguments: tuple[Any, ...]) -> None:
        path, _, flags = arguments
        absolute = self.resolve(path)
        if absolute is None or asked_by_import_system():
            return
        if flags & (os.O_WRONLY | os.O_RDWR) == 0:
            self.read(absolute)
            self.notice_open_folder(absolute, actor().co_filename)
        elif flags & (os.O_TRUNC | os.O_EXCL):
            self.write(absolute)
        else:
            self.change(absolute)

    def read(self, path: str) -> None:
        touch = self.touch(path)
        touch.read = touch.read or not touch.own

    def notice_open_folder(self, path: str, code: str) -> None:
        """Below an open folder, files can be named without any path that could be followed."""
        found = self.touches[path].before
        if found is None or not found.is_folder or path in self.made:
            return
        if code == WALKS_FOR_OTHERS or not self.territory.is_library(code):
            self.reasons.append(f"it opens the folder {self.territory.name(path)}")

    def write(self, path: str) -> None:
        """New content that does not depend on the old one."""
        touch = self.touch(path)
        if touch.read and not touch.own:
            act = "reads" if touch.before else "looks for"
            self.reasons.append(f"it {act} {self.territory.name(path)} and writes it afterwards")
        touch.own = touch.written = True

    def change(self, path: str) -> None:
        """A change that keeps part of what was there, such as appending."""
        touch = self.touch(path)
        if not touch.own:
            self.reasons.append(f"it changes {self.territory.name(path)} in place")
        touch.written = True

    def on_change(self, path: Any) -> None:
        absolute = self.resolve(path)
        if absolute is not None and absolute not in self.made:
            self.change(absolute)

    def on_list(self, arguments: tuple[Any, ...]) -> None:
        if not asked_by_import_system():
            self.see_names(self.resolve(arguments[0] if arguments[0] is not None else "."))

    def on_scan(self, arguments: tuple[Any, ...]) -> None:
        """The entries of `os.scandir` also tell sizes and times; libraries such as `glob` look at the names only."""
        if asked_by_import_system():
            return
        path = self.resolve(arguments[0] if arguments[0] is not None else ".")
        self.see_names(path)
        listing = self.listings.get(path or "")
        if path and listing and not listing.details and not self.territory.is_library(actor().co_filename):
            self.listings[path] = replace(listing, details=details_digest(path))

    def see_names(self, path: str | None) -> None:
        if path is None or path in self.made or path in self.listings:
            return
        found = identity(path)
        if found is None or not found.is_folder:
            self.read(path)  # that it stays so is what counts
            return
        names = os.listdir(path)
        self.listings[path] = Listing(found, names_digest(names), frozenset(names))

    def on_remove(self, arguments: tuple[Any, ...]) -> None:
        path, folder = arguments
        absolute = self.resolve(path) if folder == -1 else None
        if absolute is None or not os.path.lexists(absolute):
            return
        touch = self.touch(absolute)
        if touch.own and touch.before is None:
            touch.written = False
        else:
            self.reasons.append(f"it deletes {self.territory.name(absolute)}")

    def on_rename(self, arguments: tuple[Any, ...]) -> None:
        source, target = os.path.abspath(os.fsdecode(arguments[0])), self.resolve(arguments[1])
        counts = self.territory.counts(source)
        if os.path.isdir(source):
            self.rename_folder(source, target, counts)
            return
        if counts:
            touch = self.touch(source)
            if touch.before is not None or not touch.own:
                self.reasons.append(f"it moves {self.territory.name(source)}")
            touch.written = False
        if target is not None:
            self.write(target)

    def rename_folder(self, source: str, target: str | None, counts: bool) -> None:
        if counts and source not in self.made:
            self.reasons.append(f"it moves the folder {self.territory.name(source)}")
        self.made.discard(source)
        if target is None:
            return
        self.made.add(target)
        for folder, _, names in os.walk(source):
            for name in names:
                old = os.path.join(folder, name)
                self.touch(old).written = False
                self.write(target + old[len(source) :])

    def on_mkdir(self, arguments: tuple[Any, ...]) -> None:
        path = self.resolve(arguments[0])
        if path is not None and not os.path.lexists(path):
            self.made.add(path)

    def on_rmdir(self, arguments: tuple[Any, ...]) -> None:
        path = self.resolve(arguments[0]) if arguments[1] == -1 else None
        if path is None or not os.path.isdir(path):
            return
        if path in self.made:
            self.made.discard(path)
        else:
            self.reasons.append(f"it deletes the folder {self.territory.name(path)}")

    def on_rmtree(self, arguments: tuple[Any, ...]) -> None:
        path = self.resolve(arguments[0])
        if path is None or not os.path.isdir(path):
            return
        if path not in self.made:
            self.reasons.append(f"it deletes the folder {self.territory.name(path)}")
        for touched, touch in self.touches.items():
            if touched.startswith(path + os.sep):
                touch.written = False

    def on_link(self, target: Any) -> None:
        path = self.resolve(target)
        if path is not None:
            self.reasons.append(f"it makes a link, {self.territory.name(path)}")

    def on_probe(self, arguments: tuple[Any, ...]) -> None:
        """A question about a file: for a missing one, that it is missing; else its content."""
        code = asker()
        if code.co_filename in NEVER_ASK:
            return
        name, function = arguments
        path = self.resolve(name)
        if path is None or path in self.made or path in self.touches:
            return
        found = identity(path)
        # Compiled code has no frame of its own: it is a library's when the code around does not name the function.
        by_library = self.territory.is_library(code.co_filename) or function not in code.co_names
        if found is not None and found.is_folder:
            if not by_library:
                self.folders.setdefault(path, found)
        elif by_library:
            self.touch(path).asked = True
        else:
            self.read(path)

    def on_database(self, arguments: tuple[Any, ...]) -> None:
        name = os.fsdecode(arguments[0])
        if name.startswith("file:"):
            name = name[len("file:") :].split("?")[0]
        if name and name != ":memory:":
            self.opened_natively(os.path.abspath(name))

    def opened_natively(self, path: str) -> None:
        """Compiled code opened the file: taken as read, and as written if it is new or changed in the end."""
        if self.territory.counts(path):
            touch = self.touch(path)
            touch.native = not touch.own
