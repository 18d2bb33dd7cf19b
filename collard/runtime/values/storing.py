"""Encoded content into the store and back: inside the artifact when it is small, else as objects."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from ..objects import ObjectReference, ObjectStore
from . import scalar
from .artifact import Artifact, Encoded, Stored
from .rebuild import Namespace

# Content up to this size stands in the artifact itself, so that a small step commits with one flush, of its record.
INLINE_LIMIT = 4096


class Content(NamedTuple):
    """Where content is kept. `identity` names the content, whichever way it is kept."""

    serializer: str
    identity: str
    objects: Sequence[ObjectReference]
    inline: str | None

    def fields(self) -> Artifact:
        found: Artifact = {"serializer": self.serializer, "objects": list(self.objects)}
        if self.inline is not None:
            found["inline"] = self.inline
        return found


def write(encoded: Encoded, store: ObjectStore) -> Content:
    """Makes the content durable."""
    if encoded.size <= INLINE_LIMIT and not encoded.buffers:
        data = b"".join(encoded.chunks())
        text = data.decode() if encoded.serializer == scalar.NAME else base64.b64encode(data).decode()
        return Content(encoded.serializer, _identity(encoded, hashlib.sha256(data).hexdigest()), [], text)
    main = store.put(encoded.chunks())
    objects = [main, *(store.put([buffer]) for buffer in encoded.buffers)]
    return Content(
        encoded.serializer, _identity(encoded, *(each["digest"] for each in objects)), objects, None
    )


def read(artifact: Artifact, store: ObjectStore, namespace: Namespace) -> Stored:
    """Content on its way back; nothing is read before it is asked for."""
    if "inline" in artifact:

        def data() -> bytes:
            inline: str = artifact["inline"]
            return inline.encode() if artifact["serializer"] == scalar.NAME else base64.b64decode(inline)

        return Stored(data, lambda: memoryview(bytearray(data())), list, namespace)
    main, *buffers = artifact["objects"]
    return Stored(
        lambda: store.read(main),
        lambda: store.map(main),
        lambda: [store.map(buffer) for buffer in buffers],
        namespace,
    )


def value_digest(content: Content, name: str | None) -> str:
    """The identity of a value: its serializer and content, and for a member of a bundle which one it is."""
    return _digest(content.serializer, content.identity, *([] if name is None else [name]))


def _identity(encoded: Encoded, main: str, *buffers: str) -> str:
    canonical = encoded.canonical()
    return _digest(hashlib.sha256(canonical).hexdigest() if canonical else main, *buffers)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
