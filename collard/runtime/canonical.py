"""Canonical JSON: one value, one text, the same bytes in Python and in JavaScript. Digests are taken over it."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from typing import Any

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: Any) -> str:
    """JSON with keys sorted by UTF-16 code units, no spaces, and non-ASCII characters as themselves."""
    text = json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def digest(content: str | bytes) -> str:
    """SHA-256 in hexadecimal; text is taken as UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def utf16_order(text: str) -> bytes:
    """Sort key that orders strings as JavaScript does."""
    return codecs.utf_16_be_encode(text, "surrogatepass")[0]


def in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value, key=utf16_order)}
    if isinstance(value, (list, tuple)):
        return [in_order(item) for item in value]
    return value
