"""Installed distributions: which one a module comes from, its version, and what it requires.

A distribution is known by its normal name (PEP 503: lower case, single dashes); its version is the one in the name of
its `.dist-info` folder, so that looking it up needs no file to be read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = re.compile(r"(?P<name>.+?)-(?P<version>[^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info$")
REQUIREMENT = re.compile(r"Requires-Dist: *([A-Za-z0-9._-]+)(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Distribution:
    """An installed distribution and the folder that describes it."""

    name: str
    version: str
    folder: Path


def normal_name(name: str) -> str:
    """PEP 503."""
    return re.sub("[-_.]+", "-", name).lower()


class Distributions:
    """What is installed in some folders, looked at once; create anew to see later changes."""

    def __init__(self, folders: Iterable[str]) -> None:
        self.folders = [folder for folder in folders if os.path.isdir(folder)]
        self.stamps = {folder: os.stat(folder).st_mtime_ns for folder in self.folders}
        self.installed: dict[str, Distribution] = {}
        for folder in self.folders:
            for entry in os.listdir(folder):
                found = FOLDER.match(entry)
                if found:
                    name = normal_name(found["name"])
                    path = Path(folder, entry)
                    self.installed.setdefault(name, Distribution(name, found["version"], path))
        self.modules: dict[str, set[str]] | None = None
        self.providers: dict[str, set[str]] = {}
        self.requirements: dict[str, tuple[str, ...]] = {}

    def unchanged(self) -> bool:
        """Whether nothing was installed or removed since."""
        try:
            return all(os.stat(folder).st_mtime_ns == stamp for folder, stamp in self.stamps.items())
        except OSError:
            return False

    def version(self, name: str) -> str | None:
        found = self.installed.get(normal_name(name))
        return found.version if found else None

    def versions(self, modules: Iterable[str]) -> dict[str, str]:
        """Versions of the distributions that provide the top-level modules, and of all that these require."""
        waiting = [name for module in modules for name in self.providing(module)]
        versions: dict[str, str] = {}
        while waiting:
            name = waiting.pop()
            if name not in versions and name in self.installed:
                versions[name] = self.installed[name].version
                waiting.extend(self.required(name))
        return versions

    def providing(self, module: str) -> set[str]:
        """Distributions that a top-level module comes from; none for the standard library and the user's modules."""
        self.read_modules()
        return self.providers.get(module, set())

    def provided(self, names: Iterable[str]) -> set[str]:
        """Top-level modules of distributions."""
        modules = self.read_modules()
        return {module for name in names for module in modules.get(name, ())}

    def read_modules(self) -> dict[str, set[str]]:
        """Top-level modules by distribution, looked up once."""
        if self.modules is None:
            self.modules = {name: top_level_modules(found) for name, found in self.installed.items()}
            for name, modules in self.modules.items():
                for module in modules:
                    self.providers.setdefault(module, set()).add(name)
        return self.modules

    def required(self, name: str) -> tuple[str, ...]:
        """What a distribution requires, extras left out."""
        known = self.requirements.get(name)
        if known is None:
            head = metadata_head(self.installed[name])
            found = REQUIREMENT.findall(head)
            known = tuple({normal_name(required) for required, marker in found if "extra ==" not in marker})
            self.requirements[name] = known
        return known


def metadata_head(distribution: Distribution) -> str:
    """The fields of a distribution's metadata, without the long description."""
    for name in ("METADATA", "PKG-INFO"):
        try:
            return read(distribution.folder / name).split("\n\n", 1)[0]
        except OSError:
            continue
    return ""


def top_level_modules(distribution: Distribution) -> set[str]:
    """Names that `import` finds because of a distribution."""
    try:
        names = set(read(distribution.folder / "top_level.txt").split())
        if names:
            return names
    except OSError:
        pass
    try:
        record = read(distribution.folder / "RECORD")
    except OSError:
        return {distribution.name.replace("-", "_")}
    first_parts = {line.split(",", 1)[0].split("/", 1)[0] for line in record.splitlines()}
    return {
        part.split(".", 1)[0]
        for part in first_parts
        if part and part != ".." and not part.endswith((".dist-info", ".data", ".pth"))
    }


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
