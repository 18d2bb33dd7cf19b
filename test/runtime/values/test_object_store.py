"""Objects are named by content, complete or absent, and checked when they are read."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from collard.runtime.objects import LARGE, PIECE, ObjectError, ObjectStore
from collard.runtime.values import LoadError, load, save

SIZES = [0, 1, 4096, LARGE, LARGE + 1, PIECE + 3, 3 * PIECE]


def content(size: int) -> bytes:
    return np.random.default_rng(size).bytes(size)


def files(store: ObjectStore) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", SIZES)
def test_content_comes_back_under_its_digest(size: int, store: ObjectStore) -> None:
    data = content(size)
    reference = store.put([data])
    assert reference == {"digest": hashlib.sha256(data).hexdigest(), "bytes": size}
    assert store.read(reference) == data
    assert bytes(store.map(reference)) == data
    assert files(store) == [store.path(reference["digest"])]
    assert store.path("abcdef").relative_to(store.root) == Path("objects/ab/cdef")


@pytest.mark.parametrize("size", SIZES)
def test_the_split_into_chunks_does_not_matter(size: int, store: ObjectStore) -> None:
    data = content(size)
    cuts = [0, size // 3, size // 3, size]
    chunks = (memoryview(data)[start:end] for start, end in zip(cuts, cuts[1:]))
    assert store.put(chunks) == store.put([data])


def test_objects_are_read_only(store: ObjectStore) -> None:
    for size in (10, LARGE + 1):
        path = store.path(store.put([content(size)])["digest"])
        assert not stat.S_IMODE(path.stat().st_mode) & 0o222


def test_has_compares_the_size(store: ObjectStore) -> None:
    reference = store.put([b"abc"])
    assert store.has(reference["digest"], 3)
    assert not store.has(reference["digest"], 4)
    assert not store.has("0" * 64, 3)


@pytest.mark.parametrize("size", [10, LARGE + 1])
def test_storing_again_repairs_a_damaged_object(size: int, store: ObjectStore) -> None:
    data = content(size)
    reference = store.put([data])
    damage(store.path(reference["digest"]), data[:-1])
    store.put([data])
    assert store.read(reference) == data


def test_content_that_is_there_is_not_written_again(store: ObjectStore) -> None:
    for size in (10, LARGE + 1):
        path = store.path(store.put([content(size)])["digest"])
        before = path.stat().st_ino
        store.put([content(size)])
        assert path.stat().st_ino == before


def test_reading_notices_what_is_wrong(store: ObjectStore) -> None:
    reference = store.put([b"abc"])
    path = store.path(reference["digest"])
    damage(path, b"ab")
    for read in (store.read, store.map):
        with pytest.raises(ObjectError, match="is damaged: it has 2 bytes instead of 3"):
            read(reference)
    damage(path, b"xyz")
    with pytest.raises(ObjectError, match="content has changed"):
        store.read(reference)
    path.unlink()
    for read in (store.read, store.map):
        with pytest.raises(ObjectError, match="is missing"):
            read(reference)


@pytest.mark.parametrize("size", [10, LARGE + 1])
def test_a_failure_leaves_no_file(size: int, store: ObjectStore) -> None:
    def chunks() -> Any:
        yield content(size)
        raise RuntimeError("the maker of the content failed")

    with pytest.raises(RuntimeError):
        store.put(chunks())
    assert not store.root.exists() or files(store) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("size", [10, LARGE + 1])
def test_a_full_disk_is_reported_and_leaves_no_object(
    size: int, store: ObjectStore, monkeypatch: Any
) -> None:
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, *mode: real("/dev/full", os.O_WRONLY))
    with pytest.raises(OSError, match="No space left"):
        store.put([content(size)])
    assert files(store) == []


def test_many_writers_of_the_same_objects(store: ObjectStore) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        names = pool.map(put_all, [str(store.root)] * 2)
    assert names[0] == names[1]
    assert len(files(store)) == len(set(names[0]))


def put_all(root: str) -> list[str]:
    return [ObjectStore(Path(root)).put([content(size)])["digest"] for size in range(0, 2000, 100)]


VALUES: dict[str, Any] = {
    "an array": np.arange(10**5),
    "a frame": pd.DataFrame({"a": np.arange(10**5)}),
    "a list": list(range(10**5)),
    "a string": "text" * 10**5,
}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("which", [0, -1])
@pytest.mark.parametrize("how", ["cut short", "gone"])
def test_loading_a_damaged_value_names_it(name: str, which: int, how: str, store: ObjectStore) -> None:
    saved = save({"x": VALUES[name]}, store, namespace={})
    path = store.path(saved.artifacts["x"]["objects"][which]["digest"])
    if how == "gone":
        path.unlink()
    else:
        damage(path, path.read_bytes()[:-1])
    with pytest.raises(LoadError, match="`x`") as failure:
        load(saved.artifacts, store, {})
    assert failure.value.variable == "x"
    assert "run the step" in failure.value.hint


def test_a_value_of_an_unknown_format_is_named(store: ObjectStore) -> None:
    saved = save({"x": 1}, store, namespace={})
    with pytest.raises(LoadError, match="`parquet` is not known"):
        load({"x": {**saved.artifacts["x"], "serializer": "parquet"}}, store, {})


def test_a_value_that_needs_a_missing_package_says_which(store: ObjectStore, monkeypatch: Any) -> None:
    saved = save({"x": pd.Timestamp("2024-01-01")}, store, namespace={})
    monkeypatch.setitem(__import__("sys").modules, "pandas._libs.tslibs.timestamps", None)
    with pytest.raises(LoadError, match="needs the package `pandas`") as failure:
        load(saved.artifacts, store, {})
    assert "install" in failure.value.hint


def damage(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)
