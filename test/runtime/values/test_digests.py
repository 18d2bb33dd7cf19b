"""The digest of a value is its identity: the same for equal values, another for any difference."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from collard.runtime.objects import ObjectStore
from collard.runtime.values import load, save


def digest(store: ObjectStore, value: Any) -> str:
    return str(save({"x": value}, store, namespace={}).artifacts["x"]["digest"])


def fresh(text: str) -> str:
    """An equal string that is another object, interned nowhere."""
    return "".join([text[:1], text[1:]])


class Model:
    def __init__(self, **parts: Any) -> None:
        self.__dict__.update(parts)


EQUAL: dict[str, tuple[Any, Any]] = {
    "numbers": (1, 1),
    "lists": ([1, "a"], [1, "a"]),
    "strings that are one object or two": (["name", "name"], [fresh("name"), fresh("name")]),
    "bytes that are one object or two": ([b"name"] * 2, [b"name", bytes(bytearray(b"name"))]),
    "attributes that are named like a value": (Model(rate="rate"), Model(**{fresh("rate"): fresh("rate")})),
    "a repeated object after a repeated string": (
        (lambda part: ["name", "name", part, part])(["x"]),
        (lambda part: [fresh("name"), fresh("name"), part, part])(["x"]),
    ),
    "sets": ({1, 2, 3}, {3, 2, 1}),
    "arrays": (np.arange(5), np.arange(5)),
    "large arrays": (np.arange(10**5), np.arange(10**5)),
    "an array and its copy in the same order": (np.asfortranarray(np.eye(400)), np.eye(400).copy(order="F")),
    "frames": (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 2]})),
}
DIFFERENT: dict[str, tuple[Any, Any]] = {
    "an int and a float": (1, 1.0),
    "zero and minus zero": (0.0, -0.0),
    "true and one": (True, 1),
    "a string and bytes": (["ab"], [b"ab"]),
    "strings split elsewhere": (["a", "bc"], ["ab", "c"]),
    "a list and a tuple": ([1], (1,)),
    "orders of a dict": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "one object twice and two equal objects": ((lambda part: [part, part])([1]), [[1], [1]]),
    "references to different objects": (
        (lambda one, two: [one, two, one])([], [1][:0]),
        (lambda one, two: [one, two, two])([], [1][:0]),
    ),
    "dtypes": (np.zeros(2, "f4"), np.zeros(2, "f8")),
    "shapes": (np.zeros((2, 3)), np.zeros((3, 2))),
    "one bit of a large array": (np.zeros(10**5), np.eye(1, 10**5).reshape(-1)),
    "names of columns": (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
}


@pytest.mark.parametrize("name", EQUAL)
def test_equal_values_have_equal_digests(name: str, store: ObjectStore) -> None:
    one, other = EQUAL[name]
    assert digest(store, one) == digest(store, other)


@pytest.mark.parametrize("name", DIFFERENT)
def test_different_values_have_different_digests(name: str, store: ObjectStore) -> None:
    one, other = DIFFERENT[name]
    assert digest(store, one) != digest(store, other)


def test_a_value_that_only_passes_through_keeps_its_digest(store: ObjectStore) -> None:
    values = {
        "config": {"rate": 0.1, "names": ["rate", "other"]},
        "model": Model(rate="rate", layers=["rate"]),
        "array": np.arange(10**5),
        "frame": pd.DataFrame({"a": np.arange(10**5), "s": "text"}),
        "text": "text",
    }
    first = save(values, store, namespace={}).artifacts
    second = save(load(first, store, {}), store, namespace={}).artifacts
    assert {name: each["digest"] for name, each in first.items()} == {
        name: each["digest"] for name, each in second.items()
    }


def test_members_of_a_bundle_have_digests_of_their_own(store: ObjectStore) -> None:
    shared = [1]
    artifacts = save({"x": shared, "y": shared}, store, namespace={}).artifacts
    assert artifacts["x"]["digest"] != artifacts["y"]["digest"]


def test_a_digest_does_not_depend_on_being_kept_inline(store: ObjectStore) -> None:
    text = sys.intern("a" * 3000)
    assert digest(store, [text, text]) == digest(store, [text, fresh(text)])
