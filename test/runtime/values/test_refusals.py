"""What cannot be saved is refused with the variable, its type and what to do."""

from __future__ import annotations

import csv
import io
import queue
import socket
import sqlite3
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from collard.runtime.objects import ObjectStore
from collard.runtime.values import SaveError, load, save


async def coroutine() -> None:
    return None


class Holder:
    def __init__(self, part: object) -> None:
        self.part = part


class Rude:
    def __reduce__(self) -> Any:
        raise RuntimeError("not today")


@contextmanager
def refused_values() -> Iterator[dict[str, tuple[Any, str]]]:
    """Sentence → value, a part of the hint. Closes what it opened."""
    waiting = coroutine()
    with (
        Path(__file__).open() as file,
        Path(__file__).open("rb") as raw,
        socket.socket() as connection,
        ThreadPoolExecutor() as pool,
    ):
        database = sqlite3.connect(":memory:")
        yield {
            "a generator": ((i for i in [1]), "list("),
            "an open file": (file, "open the file inside the step"),
            "an open binary file": (raw, "open the file inside the step"),
            "a lock": (threading.Lock(), "inside the step"),
            "a reentrant lock": (threading.RLock(), "inside the step"),
            "an event": (threading.Event(), "inside the step"),
            "a queue": (queue.Queue(), "inside the step"),
            "a socket": (connection, "connect inside the step"),
            "a database": (database, "keep the rows"),
            "a cursor": (database.execute("select 1"), "keep the rows"),
            "a thread": (threading.Thread(), "keep its results"),
            "a pool": (pool, "keep its results"),
            "a coroutine": (waiting, "await"),
            "a csv reader": (csv.reader(["a"]), "list("),
            "the keys of a dict": ({}.keys(), "list("),
            "a view of bytes": (memoryview(b"a"), "bytes("),
            "a weak reference": (weakref.ref(Holder), "keep the object itself"),
            "a frame": (sys._getframe(), "traceback.format_exc"),
            "an object that holds a lock": (Holder(threading.Lock()), "inside the step"),
            "a list with a file deep inside": ([{"a": (file,)}], "open the file inside the step"),
            "an object that refuses": (Rude(), "parts of it that can be saved"),
            "lists nested without end": (nested(100_000), "flat list"),
        }
        database.close()
        waiting.close()


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_each_refusal_names_the_variable_the_type_and_a_cure(store: ObjectStore) -> None:
    with refused_values() as table:
        for name, (value, hint) in table.items():
            with pytest.raises(SaveError) as failure:
                save({"thing": value}, store, namespace={})
            assert failure.value.variable == "thing", name
            assert failure.value.type.endswith(type(value).__qualname__), name
            assert hint in failure.value.hint, name
            assert "`thing`" in str(failure.value), name


def test_what_is_inside_is_named(store: ObjectStore) -> None:
    with pytest.raises(SaveError, match=r"it holds a lock \(_thread\.lock\)"):
        save({"model": Holder(threading.Lock())}, store, namespace={})


def test_when_tolerant_the_rest_is_saved(store: ObjectStore) -> None:
    with refused_values() as table:
        values = {name: value for name, (value, _) in table.items()}
        saved = save({**values, "good": [1]}, store, tolerant=True, namespace={})
    assert set(saved.refused) == set(table)
    assert load(saved.artifacts, store, {}) == {"good": [1]}


def test_files_in_memory_are_values(store: ObjectStore) -> None:
    file = io.BytesIO(b"abc")
    file.seek(1)
    saved = save({"x": file, "y": io.StringIO("text")}, store, namespace={})
    loaded: Any = load(saved.artifacts, store, {})
    assert (loaded["x"].read(), loaded["y"].read()) == (b"bc", "text")


LIMIT = 100_000
TOO_LARGE: dict[str, Any] = {
    "a string": "a" * LIMIT * 2,
    "an array": np.zeros(LIMIT),
    "a list": [f"item {i}" for i in range(LIMIT)],
    "a frame": pd.DataFrame({"a": np.zeros(LIMIT)}),
    "an array inside a dict": {"a": np.zeros(LIMIT)},
    "a frame of strings": pd.DataFrame({"a": [f"item {i}" for i in range(LIMIT)]}),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_values_beyond_the_limit_are_left_out(name: str, store: ObjectStore) -> None:
    saved = save({"large": TOO_LARGE[name], "small": [1]}, store, tolerant=True, limit=LIMIT, namespace={})
    assert set(saved.artifacts) == {"small"}
    assert "larger" in saved.refused["large"].message
    assert not (store.root / "objects").exists()


def test_values_within_the_limit_are_kept(store: ObjectStore) -> None:
    values = {"a": np.zeros(1000), "b": "a" * 1000, "c": list(range(1000))}
    assert set(save(values, store, tolerant=True, limit=LIMIT, namespace={}).artifacts) == set(values)


def test_within_a_total_the_smallest_are_kept(store: ObjectStore) -> None:
    values = {"large": np.zeros(9000), "small": np.zeros(100), "middle": np.zeros(5000)}
    saved = save(values, store, tolerant=True, total=60_000, namespace={})
    assert set(saved.artifacts) == {"small", "middle"}
    assert set(saved.refused) == {"large"}


def test_a_refusal_leaves_no_unfinished_file(store: ObjectStore) -> None:
    with pytest.raises(SaveError):
        save({"a": np.zeros(LIMIT), "b": threading.Lock()}, store, namespace={})
    assert not list(Path(store.root).rglob("object-*"))
