"""Puts the followers together: begins before the step's first line, ends after its last, and says what was seen."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..canonical import digest
from .audit import AuditHook, Handler
from .digests import Identity, file_digest, identity
from .distributions import Distributions
from .files import FileFollower, Touch
from .inotify import Inotify
from .lookups import Lookup, lookups
from .modules import ModuleFollower
from .native import NativeFollower
from .network import NetworkFollower
from .probes import Probes
from .processes import ProcessFollower
from .territory import Territory
from .variables import VariableFollower

NOTHING = digest(b"")
"""Stands for the content of a folder of which only the presence counts."""
PROBE = "collard.probe"
"""Our own event for a question whether a file exists."""


@dataclass(frozen=True)
class FileRead:
    """A file, or a folder when the name ends with `/`; `digest` None means that it was not there."""

    path: str
    digest: str | None
    identity: Identity | None
    seen: str | None = None
    """Of a folder: `details` of what is in it, or its `presence`; else the names."""


@dataclass(frozen=True)
class FileWritten:
    """A file that the step made, or a folder when the name ends with `/`."""

    path: str
    location: str
    mode: int


@dataclass(frozen=True)
class Observation:
    """What a step depended on and what it left. `reasons` say why its result must not be reused; often none."""

    reads: tuple[FileRead, ...]
    writes: tuple[FileWritten, ...]
    distributions: dict[str, str]
    modules: dict[str, str]
    lookups: tuple[Lookup, ...]
    environment: dict[str, str | None]
    """Digests of the environment variables that it read, by name; None: there was none."""
    reasons: tuple[str, ...]


class Observer:
    """Follows one step. Only one observer can work in a process."""

    def __init__(
        self,
        territory: Territory,
        last_module: str,
        shell_modules: frozenset[str],
        inotify: Inotify | None,
        probes: Probes,
        secrets: tuple[str, ...],
    ) -> None:
        """`secrets`: names of environment variables that must not leave a trace."""
        self.probes = probes
        self.territory = territory
        self.hook = AuditHook()
        self.files = FileFollower(territory)
        self.native = NativeFollower(territory, self.files, inotify)
        self.modules = ModuleFollower(territory, last_module, shell_modules)
        self.variables = VariableFollower(territory, secrets)
        self.processes = ProcessFollower()
        self.network = NetworkFollower()

    def start(self, native_readers: bool) -> None:
        """`native_readers`: compiled libraries that open files by themselves are loaded already."""
        if native_readers:
            self.native.watch()
        handlers: dict[str, Handler] = {PROBE: self.files.on_probe}
        followers = (self.files, self.processes, self.network, self.native)
        for follower in followers:
            handlers.update(follower.handlers())
        for event, handler in self.modules.handlers().items():
            handlers[event] = both(handlers[event], handler) if event in handlers else handler
        self.hook.install(handlers)
        self.probes.listener = self.on_probe
        self.probes.variables.follower = self.variables

    def add_texts(self, texts: set[str]) -> None:
        """Texts of the step's code, parameters and inputs, which may name files."""
        self.native.add_texts(texts)

    def on_probe(self, path: Any, function: str) -> None:
        if not isinstance(path, int):
            self.hook.hear(PROBE, (path, function))

    def stop(self) -> None:
        """What happens from now on is the runtime's own doing."""
        self.hook.listening = False
        self.probes.listener = None
        self.probes.variables.follower = None

    def observation(
        self, imports: set[str], namespace: Mapping[str, Any], distributions: Distributions
    ) -> Observation:
        self.native.finish()
        used = self.modules.used(imports, namespace)
        for name in used:
            self.network.imported(name)
        reasons: list[str] = []
        reads = self.reads(reasons)
        writes = self.writes(reasons)
        modules = self.modules.local_modules()
        parts = (self.files, self.native, self.modules, self.network)
        for part in parts:
            reasons.extend(part.reasons)
        reasons.extend(self.processes.all_reasons() + self.hook.troubles)
        return Observation(
            reads=tuple(sorted(reads, key=lambda read: read.path)),
            writes=tuple(sorted(writes, key=lambda written: written.path)),
            distributions=distributions.versions(used),
            modules=modules,
            lookups=tuple(self.lookups(used - self.modules.shell, distributions)),
            environment=self.variables.digests(),
            reasons=tuple(dict.fromkeys(reasons)),
        )

    def lookups(self, used: set[str], distributions: Distributions) -> list[Lookup]:
        return lookups(self.territory, distributions, used, self.modules.local_paths())

    def reads(self, reasons: list[str]) -> list[FileRead]:
        reads = self.folder_reads()
        for path, touch in list(self.files.touches.items()):
            after = identity(path)
            if touch.native:
                self.settle_native(path, touch, after, reasons)
            touch.read = touch.read or (touch.asked and not touch.written)
            if touch.read:
                read = self.settle_read(path, touch, after, reasons)
                if read is not None:
                    reads.append(read)
        return reads

    def folder_reads(self) -> list[FileRead]:
        reads = []
        for path, listing in self.files.listings.items():
            name = self.territory.name(path) + "/"
            if listing.details:
                reads.append(FileRead(name, listing.details, listing.identity, "details"))
            else:
                reads.append(FileRead(name, listing.digest, listing.identity))
        for path, found in self.files.folders.items():
            if path not in self.files.listings:
                reads.append(FileRead(self.territory.name(path) + "/", NOTHING, found, "presence"))
        return reads

    def settle_native(self, path: str, touch: Touch, after: Identity | None, reasons: list[str]) -> None:
        """Decides in the end what compiled code did with a file that it opened."""
        if touch.before is None:
            touch.own = touch.written = after is not None
        elif touch.before == after:
            touch.read = True
        elif not touch.written:
            reasons.append(f"it changes {self.territory.name(path)} in place")

    def settle_read(
        self, path: str, touch: Touch, after: Identity | None, reasons: list[str]
    ) -> FileRead | None:
        name = self.territory.name(path)
        if touch.before is None:
            if after is None:
                return FileRead(name, None, None)
            if not touch.written and path not in self.files.made:
                reasons.append(f"{name} appeared while it ran")
            return None
        if touch.before.is_folder:
            return None
        if not touch.before.is_file:
            reasons.append(f"it reads {name}, which is no ordinary file")
            return None
        if touch.written or touch.own:
            return None
        digest = file_digest(path) if after == touch.before else None
        if digest is None or identity(path) != touch.before:
            reasons.append(f"{name} changed while it was read")
            return None
        return FileRead(name, digest, touch.before)

    def writes(self, reasons: list[str]) -> list[FileWritten]:
        writes = []
        for path, touch in self.files.touches.items():
            found = identity(path) if touch.written else None
            if found is None or not found.is_file:
                continue
            name = self.territory.name(path)
            if self.territory.inside(path):
                writes.append(FileWritten(name, path, stat.S_IMODE(found.mode)))
            else:
                reasons.append(f"it writes outside the workspace ({name})")
        for path in sorted(self.files.made, reverse=True):
            found = identity(path)
            holds_written = any(written.location.startswith(path + os.sep) for written in writes)
            if found is not None and found.is_folder and self.territory.inside(path) and not holds_written:
                writes.append(FileWritten(self.territory.name(path) + "/", path, stat.S_IMODE(found.mode)))
        reasons.extend(self.listings_changed([written.location for written in writes]))
        return writes

    def listings_changed(self, written: list[str]) -> list[str]:
        """A step that lists a folder and then changes what it has seen there would see something else next time."""
        reasons = []
        for path in written:
            folder, name = os.path.split(path)
            listing = self.files.listings.get(folder)
            if listing is None:
                continue
            if name not in listing.names:
                reasons.append(f"it lists {self.territory.name(folder)} and then adds {name} to it")
            elif listing.details:
                reasons.append(
                    f"it looks at the files in {self.territory.name(folder)} and then writes {name}"
                )
        return reasons


def both(first: Handler, second: Handler) -> Handler:
    def handler(arguments: tuple[Any, ...]) -> None:
        first(arguments)
        second(arguments)

    return handler
