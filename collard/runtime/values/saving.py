"""From values to artifacts: encode each name, find what is shared, store each group once."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from ..objects import ObjectStore
from . import array, scalar, sharing, storing
from .artifact import Artifact, Encoded, NotEncoded, Refusal, Saved, SaveError, TooLarge
from .description import describe
from .identity import Identities
from .native import available
from .preview import preview_text
from .rebuild import Namespace


def save(
    values: Mapping[str, object],
    store: ObjectStore,
    *,
    tolerant: bool = False,
    limit: int | None = None,
    total: int | None = None,
    namespace: Namespace | None = None,
) -> Saved:
    """Stores the values durably and describes them.

    Raises `SaveError` for the first value that cannot be stored; when `tolerant`, lists it in `refused` instead.
    `limit` bounds the bytes of each value, `total` those of all together (the smallest go first). `namespace` is the
    notebook's: functions and classes that it defines are treated as the notebook's own.
    """
    scope = sys.modules["__main__"].__dict__ if namespace is None else namespace
    run = _Saving(values, store, scope, limit if total is None else min(total, limit or total))
    run.encode(tolerant)
    if total is not None:
        run.keep_smallest(total)
    groups, warnings = sharing.group({name: encoded.trace for name, encoded in run.encoded.items()})
    run.saved.warnings.extend(warnings)
    for group in groups:
        run.store_group(group)
    return run.saved


class _Saving:
    """One call of `save`."""

    def __init__(
        self, values: Mapping[str, object], store: ObjectStore, namespace: Namespace, limit: int | None
    ) -> None:
        self.saved = Saved()
        self.encoded: dict[str, Encoded] = {}
        self._values = values
        self._store = store
        self._namespace = namespace
        self._limit = limit
        self._identities = Identities()

    def encode(self, tolerant: bool) -> None:
        for name, value in self._values.items():
            try:
                self.encoded[name] = self._encode_one(value)
            except (NotEncoded, TooLarge) as failure:
                refused = _explain(value, failure)
                if not tolerant:
                    raise SaveError(name, refused) from failure
                self.saved.refused[name] = refused

    def keep_smallest(self, total: int) -> None:
        for name in sorted(self.encoded, key=lambda name: self.encoded[name].total):
            total -= self.encoded[name].total
            if total < 0:
                del self.encoded[name]
                self.saved.refused[name] = _explain(self._values[name], TooLarge())

    def store_group(self, group: sharing.Group) -> None:
        """A name alone is stored as it was encoded; names that share something are pickled again, together."""
        if len(group.names) == 1 and not group.spans:
            self._store_alone(group.names[0])
            return
        from . import pickled

        value: Any = {name: self._values[name] for name in group.names}
        try:
            together = pickled.encode(value, self._namespace, self._identities, spans=group.spans)
        except NotEncoded:
            self.saved.warnings.append(sharing.lost("objects", group.names))
            for name in group.names:
                self._store_alone(name)
            return
        content = storing.write(together, self._store)
        for name in group.names:
            self.saved.artifacts[name] = self._artifact(name, content, group.names)

    def _store_alone(self, name: str) -> None:
        content = storing.write(self.encoded[name], self._store)
        self.saved.artifacts[name] = self._artifact(name, content, ())

    def _encode_one(self, value: object) -> Encoded:
        if self._limit is not None and _least_size(value) > self._limit:
            raise TooLarge
        encoded = self._choose(value)
        if self._limit is not None and encoded.total > self._limit:
            raise TooLarge
        return encoded

    def _choose(self, value: object) -> Encoded:
        if scalar.accepts(value):
            return scalar.encode(value)
        if array.accepts(value):
            return array.encode(value)
        for native in available():
            if native.accepts(value):
                try:
                    return native.encode(value)
                except Exception as error:  # the library's own failure
                    raise NotEncoded(value, error) from error
        from . import pickled  # a step that saves numbers and arrays does without

        return pickled.encode(value, self._namespace, self._identities, self._limit)

    def _artifact(self, name: str, content: storing.Content, bundle: Sequence[str]) -> Artifact:
        value = self._values[name]
        artifact: Artifact = {
            **describe(value),
            **content.fields(),
            "digest": storing.value_digest(content, name if bundle else None),
            "bytes": self.encoded[name].total,
            "preview": preview_text(value),
        }
        if bundle:
            artifact["bundle"] = list(bundle)
        return artifact


def _explain(value: object, failure: Exception) -> Refusal:
    from .refusals import refusal

    if isinstance(failure, NotEncoded):
        return refusal(value, failure.culprit, failure.error)
    return refusal(value, value, failure)


def _least_size(value: Any) -> int:
    """Bytes that the value surely needs, where its type can tell at once."""
    if isinstance(value, (str, bytes, bytearray)):
        return len(value)
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray) and not value.dtype.hasobject:
        return int(value.nbytes)
    pandas: Any = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.DataFrame):
        numbers = value.dtypes.map(lambda dtype: getattr(dtype, "kind", "O") in "biufc")
        return int(value.memory_usage(index=False)[numbers.to_numpy()].sum())
    return 0
