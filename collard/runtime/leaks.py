"""Keeps secrets out of stored values: an artifact that holds one is taken back."""

from __future__ import annotations

import binascii
import mmap
from base64 import b64decode
from typing import Any

from .mask import Masker
from .objects import ObjectStore


def leaking(artifacts: dict[str, Any], store: ObjectStore, masker: Masker) -> list[str]:
    """Names of the artifacts whose content holds a secret; the objects that do are removed from the store again."""
    if not masker.forms:
        return []
    return [name for name, artifact in artifacts.items() if leaks(artifact, store, masker)]


def leaks(artifact: Any, store: ObjectStore, masker: Masker) -> bool:
    inline = artifact.get("inline")
    if inline is not None:
        return masker.contains_secret(inline.encode()) or masker.contains_secret(decoded(inline))
    found = [
        reference["digest"] for reference in artifact["objects"] if object_leaks(reference, store, masker)
    ]
    for digest in found:
        store.path(digest).unlink(missing_ok=True)
    return bool(found)


def object_leaks(reference: Any, store: ObjectStore, masker: Masker) -> bool:
    if reference["bytes"] == 0:
        return False
    with store.path(reference["digest"]).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with data:
        return any(data.find(form.encode("utf-8", "surrogatepass")) >= 0 for form in masker.forms)


def decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
