"""Serializer `json`: None, bool, int, float and str, exactly, as JSON text that anyone can read.

What JSON cannot say is an object with one key: `{"float64": "<hex of the big-endian bits>"}` for NaN and the
infinities, `{"int": "0x…"}` beyond 64 bits (other readers would round it).
"""

from __future__ import annotations

import json
import math
import struct
from typing import Any

from .artifact import Encoded, Stored

NAME = "json"

_TYPES = frozenset({type(None), bool, int, float, str})


def accepts(value: object) -> bool:
    return type(value) in _TYPES


def encode(value: object) -> Encoded:
    data = json.dumps(_to_json(value)).encode("ascii")
    return Encoded(NAME, len(data), lambda: [data])


def decode(stored: Stored) -> object:
    content: Any = json.loads(stored.main())
    if not isinstance(content, dict):
        return content
    if "int" in content:
        return int(content["int"], 16)
    return struct.unpack(">d", bytes.fromhex(content["float64"]))[0]


def _to_json(value: object) -> object:
    if type(value) is int and value.bit_length() > 64:
        return {"int": hex(value)}
    if type(value) is float and not math.isfinite(value):
        return {"float64": struct.pack(">d", value).hex()}
    return value
