"""Every value of Python's own comes back equal and of the same type."""

from __future__ import annotations

import collections
import datetime
import enum
import fractions
import ipaddress
import math
import pathlib
import re
import struct
import uuid
import zoneinfo
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import pytest


class Color(enum.Enum):
    RED = 1
    GREEN = "g"


class Access(enum.Flag):
    READ = 1
    WRITE = 2


class Point(NamedTuple):
    x: float
    y: float = 0.0


Pair = collections.namedtuple("Pair", "left right")


@dataclass
class Settings:
    rate: float
    layers: list[int] = field(default_factory=list)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a: int, b: int) -> None:
        self.a, self.b = a, b

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slotted) and (self.a, self.b) == (other.a, other.b)

    __hash__ = None  # type: ignore[assignment]


class Names(dict):  # type: ignore[type-arg]
    """A dict with an attribute."""


EQUAL_VALUES: dict[str, Any] = {
    "None": None,
    "true": True,
    "false": False,
    "zero": 0,
    "an int beyond 53 bits": 2**53 + 1,
    "an int beyond 64 bits": -(2**200) + 7,
    "an int too long for decimal text": 7**12000,
    "a float": 0.1,
    "a tiny float": 5e-324,
    "infinity": -math.inf,
    "a complex number": 1 - 2j,
    "an empty string": "",
    "a string with everything": 'line\n"quote" \\ {{ }} é 🦜 \x00 \u2028',
    "a lone surrogate": "\ud800 and \udfff",
    "a long string": "long " * 5000,
    "a long lone surrogate": "\ud800" * 5000,
    "empty bytes": b"",
    "bytes": bytes(range(256)),
    "many bytes": bytes(range(256)) * 5000,
    "a bytearray": bytearray(b"abc"),
    "many bytes in a bytearray": bytearray(1 << 20),
    "an empty list": [],
    "a nested container": {"a": [1, (2, {3, "x"}), {"b": None}], ("t", 1): frozenset({1, 2})},
    "an ordered dict": collections.OrderedDict([("b", 1), ("a", 2)]),
    "a default dict": collections.defaultdict(list, {"a": [1]}),
    "a counter": collections.Counter("abracadabra"),
    "a deque": collections.deque([1, 2, 3], maxlen=3),
    "a range": range(1, 100, 7),
    "a slice": slice(1, None, 2),
    "an ellipsis": ...,
    "a date": datetime.date(2024, 2, 29),
    "a datetime": datetime.datetime(2024, 2, 29, 12, 30, 1, 5),
    "a datetime that is the second of two": datetime.datetime(2024, 10, 27, 2, 30, fold=1),
    "a datetime with a zone": datetime.datetime(2024, 1, 1, tzinfo=zoneinfo.ZoneInfo("UTC")),
    "a time": datetime.time(1, 2, 3),
    "a duration": datetime.timedelta(days=-1, microseconds=5),
    "a path": pathlib.Path("data") / "train.csv",
    "a pure Windows path": pathlib.PureWindowsPath("C:/data"),
    "a decimal": Decimal("1.10"),
    "a fraction": fractions.Fraction(1, 3),
    "a UUID": uuid.UUID(int=7),
    "an IP address": ipaddress.ip_address("::1"),
    "a compiled pattern": re.compile("a+", re.I),
    "a member of an enumeration": Color.GREEN,
    "combined flags": Access.READ | Access.WRITE,
    "a NamedTuple": Point(1.0),
    "a namedtuple": Pair([1], {}),
    "a dataclass": Settings(0.1, [8, 8]),
    "an object with slots": Slotted(1, 2),
    "a class": Settings,
    "an exception type": KeyError,
    "a builtin function": len,
    "a function of a module": math.sqrt,
    "a module": math,
    "a simple namespace": __import__("types").SimpleNamespace(a=1),
    "deeply nested lists": [[[[[[[[[[1]]]]]]]]]],
}


@pytest.mark.parametrize("name", EQUAL_VALUES)
def test_comes_back_equal_and_of_the_same_type(name: str, carry: Any) -> None:
    value = EQUAL_VALUES[name]
    loaded = carry(value)
    assert type(loaded) is type(value)
    assert loaded == value


@pytest.mark.parametrize(
    "bits", ["7ff8000000000000", "fff8000000000000", "7ff8000000000123", "8000000000000000"]
)
def test_a_float_keeps_every_bit(bits: str, carry: Any) -> None:
    (value,) = struct.unpack(">d", bytes.fromhex(bits))
    assert struct.pack(">d", carry(value)).hex() == bits


def test_subclasses_of_builtins_stay_subclasses(carry: Any) -> None:
    names = Names(a=1)
    names.source = "file"  # type: ignore[attr-defined]
    loaded = carry(names)
    assert type(loaded) is Names
    assert (loaded, loaded.source) == ({"a": 1}, "file")


def test_a_datetime_keeps_its_fold(carry: Any) -> None:
    assert carry(datetime.datetime(2024, 10, 27, 2, 30, fold=1)).fold == 1


def test_a_list_may_contain_itself(carry: Any) -> None:
    value: list[Any] = [1]
    value.append(value)
    loaded = carry(value)
    assert loaded[1] is loaded


def test_a_dict_and_a_list_may_contain_each_other(carry: Any) -> None:
    value: dict[str, Any] = {"children": []}
    value["children"].append({"parent": value})
    loaded = carry(value)
    assert loaded["children"][0]["parent"] is loaded


def test_an_exception_keeps_its_arguments(carry: Any) -> None:
    loaded = carry(ValueError("bad", 3))
    assert type(loaded) is ValueError
    assert loaded.args == ("bad", 3)


def test_a_value_with_nan_inside_comes_back(carry: Any) -> None:
    loaded = carry([math.nan, {"a": math.nan}])
    assert math.isnan(loaded[0])
    assert math.isnan(loaded[1]["a"])


def test_a_dict_keeps_its_order(carry: Any) -> None:
    assert list(carry(dict.fromkeys("zebra"))) == list("zebra")


def test_loading_twice_gives_two_objects(store: Any) -> None:
    from collard.runtime.values import load, save

    saved = save({"x": [1], "y": [1]}, store, namespace={})
    loaded: Any = load(saved.artifacts, store, {})
    loaded["x"].append(2)
    assert loaded["y"] == [1]
