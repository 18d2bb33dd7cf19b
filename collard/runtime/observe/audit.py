"""One audit hook for the whole process, which passes each event on to the part that asked for it."""

from __future__ import annotations

import os
import sys
import threading
import types
from collections.abc import Mapping
from typing import Any, Callable

Handler = Callable[[tuple[Any, ...]], None]

LIBRARY = os.path.dirname(os.__file__)
FROZEN_IMPORT_SYSTEM = ("<frozen importlib", "<frozen zipimport", "<frozen runpy", "<frozen site")
IMPORT_SYSTEM = (
    *FROZEN_IMPORT_SYSTEM,
    *(os.path.join(LIBRARY, name) for name in ("importlib", "pkgutil.py")),
)
"""Files of the code that looks for modules. Other parts of Python are frozen, too: `os.walk` lists for the user."""


class AuditHook:
    """Hears audit events while it is `listening`. Python offers no way to remove a hook, so one does for good."""

    def __init__(self) -> None:
        self.listening = False
        self.handlers: dict[str, Handler] = {}
        self.troubles: list[str] = []
        self.busy: set[int] = set()

    def install(self, handlers: Mapping[str, Handler]) -> None:
        self.handlers = dict(handlers)
        self.listening = True
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        handler = self.handlers.get(event)
        if handler is None or not self.listening:
            return
        thread = threading.get_ident()
        if thread in self.busy:  # what a handler does itself is no act of the step
            return
        self.busy.add(thread)
        try:
            handler(arguments)
        except Exception as error:  # the step must not notice; its result is then not reused
            self.troubles.append(f"{event} could not be followed ({type(error).__name__}: {error})")
        finally:
            self.busy.discard(thread)


def asked_by_import_system() -> bool:
    """Whether the event that is being handled comes from `import` or from a search for installed things.

    Modules and distributions are followed separately. The frame is the one that called Python's audited function:
    this one, the handler and `hear` stand before it.
    """
    return sys._getframe(3).f_code.co_filename.startswith(IMPORT_SYSTEM)


def actor() -> types.CodeType:
    """The code that called the audited function; to be asked by the handler itself."""
    return sys._getframe(3).f_code


def asker() -> types.CodeType:
    """The code that asked about a file: it called the function that `probes.py` put in place."""
    return sys._getframe(5).f_code
