"""From artifacts to values. A bundle is read once, so that its names share again what they shared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..objects import ObjectError, ObjectStore
from . import array, scalar, storing
from .artifact import PICKLES, Artifact, LoadError, MissingName, Stored, Unreadable
from .rebuild import Namespace

_RUN_AGAIN = "run the step that makes it again"


def load(artifacts: Mapping[str, Artifact], store: ObjectStore, namespace: Namespace) -> dict[str, object]:
    """The values by name, in the order asked for. `namespace` becomes the globals of loaded functions.

    A value may need another one, such as the class of an instance; it is then put into `namespace` first. Raises
    `LoadError` for the first value that cannot be read.
    """
    run = _Loading(artifacts, store, namespace)
    for name in artifacts:
        run.value(name)
    return {name: run.loaded[name] for name in artifacts}


class _Loading:
    """One call of `load`."""

    def __init__(self, artifacts: Mapping[str, Artifact], store: ObjectStore, namespace: Namespace) -> None:
        self.loaded: dict[str, object] = {}
        self._artifacts = artifacts
        self._store = store
        self._namespace = namespace
        self._bundles: dict[str, Any] = {}

    def value(self, name: str, waiting: tuple[str, ...] = ()) -> object:
        """Loads a name, and before it those that it turns out to need. `waiting` are names that need this one."""
        while name not in self.loaded:
            try:
                self.loaded[name] = self._read(name)
            except MissingName as missing:
                if missing.name not in self._artifacts or missing.name in (name, *waiting):
                    raise self._error(name, missing) from missing
                self._namespace[missing.name] = self.value(missing.name, (name, *waiting))
        return self.loaded[name]

    def _read(self, name: str) -> object:
        artifact = self._artifacts[name]
        try:
            if "bundle" in artifact:
                return self._bundle(artifact)[name]
            return _decode(artifact["serializer"], storing.read(artifact, self._store, self._namespace))
        except MissingName:
            raise
        except Exception as error:  # unpickling runs code of the value's classes, which may raise anything
            raise self._error(name, error) from error

    def _bundle(self, artifact: Artifact) -> Any:
        key = json.dumps([artifact.get("inline"), artifact["objects"]])
        if key not in self._bundles:
            stored = storing.read(artifact, self._store, self._namespace)
            self._bundles[key] = _decode(artifact["serializer"], stored)
        return self._bundles[key]

    def _error(self, name: str, error: Exception) -> LoadError:
        kind = self._artifacts[name]["type"]
        if isinstance(error, Unreadable):
            return LoadError(name, kind, str(error), error.hint)
        if isinstance(error, ObjectError):
            return LoadError(name, kind, str(error), _RUN_AGAIN)
        return LoadError(name, kind, f"{type(error).__name__}: {error}", _RUN_AGAIN)


def _decode(serializer: str, stored: Stored) -> object:
    if serializer == scalar.NAME:
        return scalar.decode(stored)
    if serializer == array.NAME:
        return array.decode(stored)
    if serializer in PICKLES:
        from . import pickled

        return pickled.decode(stored)
    from .native import named

    native = named(serializer)
    if native is not None:
        return native.decode(stored)
    raise Unreadable(f"its format `{serializer}` is not known here", "update Collard")
