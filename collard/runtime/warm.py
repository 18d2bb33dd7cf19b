"""Everything about a Python environment that can be prepared before a step is known, and shared with forks."""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from .observe.distributions import Distributions
from .observe.inotify import Inotify
from .observe.modules import top_level
from .observe.native import loaded_libraries
from .observe.probes import Probes
from .observe.territory import ended, installed_folders
from .plan import Plan, read_plan
from .shell import Shell, create_shell


@dataclass
class WarmEnvironment:
    """A shell, what is installed, and what is loaded already."""

    shell: Shell
    installed: tuple[str, ...]
    distributions: Distributions
    shell_modules: frozenset[str]
    """Top-level modules that the shell is made of."""
    probes: Probes
    last_module: str = ""
    """The last module that was loaded before the step; `brought` says which of those until then count as used."""
    brought: dict[str, frozenset[str]] = field(default_factory=dict)
    """Top-level modules that importing a preloaded one brought along, such as optional parts of pandas."""
    libraries: frozenset[str] = frozenset()
    inotify: Inotify | None = None
    """A watch that an earlier step has used."""
    plans: dict[Path, Plan] = field(default_factory=dict)

    def plan(self, path: Path) -> Plan:
        """The plan at `path`; plans never change, so each is read once."""
        if path not in self.plans:
            self.plans[path] = read_plan(path)
        return self.plans[path]

    def settle(self) -> None:
        """Takes everything loaded so far as known."""
        self.last_module = next(reversed(sys.modules))
        self.libraries = frozenset(loaded_libraries())

    def prepare_forks(self) -> None:
        """Does everything now that each fork would otherwise do again."""
        self.shell.warm_up()
        self.settle()
        self.distributions.versions(top_level(sys.modules))

    def with_brought(self, imports: set[str]) -> set[str]:
        """The modules that the step names, with all that they brought along when they were preloaded."""
        names = top_level(imports)
        return names.union(*(self.brought.get(name, frozenset()) for name in names))


def warm_environment() -> WarmEnvironment:
    installed = installed_folders()
    shell = create_shell()
    shell.warm_up()
    distributions = Distributions(site_folders(installed))
    probes = Probes()
    probes.install()
    environment = WarmEnvironment(shell, installed, distributions, frozenset(top_level(sys.modules)), probes)
    environment.settle()
    return environment


def site_folders(installed: tuple[str, ...]) -> list[str]:
    """Folders of installed distributions, in the order in which Python looks into them."""
    library = {ended(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    return [
        entry
        for entry in dict.fromkeys(sys.path)
        if ended(entry) in installed and ended(entry) not in library
    ]
