"""numpy values come back equal, with dtype, layout and flags, and may be changed in place."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest

from collard.runtime.objects import ObjectStore
from collard.runtime.values import load, save

STRUCTURED = np.dtype([("name", "U10"), ("place", [("x", "f4"), ("y", "f4")]), ("tags", "i2", (2,))])


class Celsius(np.ndarray):
    """A subclass of ndarray."""


def large(dtype: str = "f8") -> Any:
    return np.arange(200_000).astype(dtype).reshape(400, 500)


def with_nat() -> Any:
    return np.array(["2024-01-01T00:00:00.000000001", "NaT"], dtype="datetime64[ns]")


ARRAYS: dict[str, Any] = {
    "floats": np.arange(6.0),
    "a large array": large(),
    "booleans": np.array([True, False]),
    "complex numbers": np.array([1 + 2j, -3j]),
    "half precision": np.array([0.5, np.inf, np.nan], dtype="f2"),
    "big-endian numbers": np.arange(5, dtype=">i4"),
    "strings": np.array(["a", "ß", ""]),
    "bytes": np.array([b"a", b"bc"]),
    "dates with NaT": with_nat(),
    "durations": np.array([1, -5], dtype="m8[ms]"),
    "a 0-d array": np.array(3.5),
    "a 0-d date": np.array("2024-01-01", dtype="M8[D]"),
    "an empty array": np.empty((0, 3)),
    "an array in Fortran order": np.asfortranarray(np.arange(12.0).reshape(3, 4)),
    "a large array in Fortran order": np.asfortranarray(large()),
    "every other row": large()[::2],
    "a reversed large array": large()[::-1, ::-1],
    "a transposed cube": np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1),
    "a structured array": np.array([("a", (1, 2), [3, 4])], dtype=STRUCTURED),
    "an aligned structure": np.zeros(3, dtype=np.dtype([("a", "i1"), ("b", "f8")], align=True)),
    "a structure with a gap": np.zeros(
        2, dtype=np.dtype({"names": ["a"], "formats": ["i4"], "offsets": [4]})
    ),
    "objects": np.array([1, "two", None, [3]], dtype=object),
    "a 0-d object": np.array({"a": 1}, dtype=object),
    "many strings as objects": np.array([f"word {i}" for i in range(20_000)], dtype=object),
    "many objects in Fortran order": np.asfortranarray(
        np.array(list("ab") * 10_000, dtype=object).reshape(100, 200)
    ),
    "a broadcast array": np.broadcast_to(np.arange(3), (4, 3)),
    "a matrix": np.asmatrix([[1, 2], [3, 4]]),
    "a record array": np.rec.array([(1, "a"), (2, "b")], names="n,s"),
    "a subclass": np.arange(3.0).view(Celsius),
}
if hasattr(np.dtypes, "StringDType"):
    ARRAYS["variable-width strings"] = np.array(
        ["a", "longer than sixteen bytes"], dtype=np.dtypes.StringDType()
    )


def assert_same(one: Any, other: Any) -> None:
    assert type(one) is type(other)
    assert one.dtype == other.dtype
    assert one.dtype.isalignedstruct == other.dtype.isalignedstruct
    assert one.shape == other.shape
    assert np.array_equal(one, other, equal_nan=one.dtype.kind in "fcmM")


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_comes_back(name: str, carry: Any) -> None:
    array = ARRAYS[name]
    loaded = carry(array)
    assert_same(loaded, array)
    if array.flags.forc:
        assert loaded.flags.fnc == array.flags.fnc


def test_the_table_has_both_ways_of_keeping_an_array(store: ObjectStore) -> None:
    saved = save(ARRAYS, store, namespace={})
    used = {artifact["serializer"] for artifact in saved.artifacts.values()}
    assert used == {"npy", "pickle"}


def test_a_masked_array_keeps_data_mask_and_fill_value(carry: Any) -> None:
    array = np.ma.masked_array([1, 2, 3], mask=[False, True, False], fill_value=-9)
    loaded = carry(array)
    assert type(loaded) is np.ma.MaskedArray
    assert loaded.fill_value == -9
    assert np.array_equal(loaded.mask, array.mask)
    assert np.array_equal(loaded.data, array.data)


@pytest.mark.parametrize(
    "scalar", [np.float32(0.1), np.int8(-1), np.bool_(True), np.datetime64("2024-01-01"), np.str_("a")]
)
def test_a_scalar_keeps_its_type(scalar: Any, carry: Any) -> None:
    loaded = carry(scalar)
    assert type(loaded) is type(scalar)
    assert loaded == scalar


def test_dtypes_and_functions_come_back(carry: Any) -> None:
    assert carry(STRUCTURED) == STRUCTURED
    assert carry(np.sin) is np.sin
    assert carry(np.float32) is np.float32


def test_a_read_only_array_stays_read_only(carry: Any) -> None:
    for array in (np.arange(3), large()):
        array.flags.writeable = False
        loaded = carry(array)
        assert_same(loaded, array)
        assert not loaded.flags.writeable


@pytest.mark.parametrize("kind", ["generator", "legacy state", "bit generator"])
def test_a_random_generator_goes_on_where_it_was(kind: str, carry: Any) -> None:
    if kind == "bit generator":
        bits = np.random.PCG64(5)
        assert np.random.Generator(carry(bits)).random() == np.random.Generator(bits).random()
        return
    source: Any = np.random.default_rng(5) if kind == "generator" else np.random.RandomState(5)
    source.normal(size=3)
    loaded = carry(source)
    assert loaded.normal() == source.normal()


@pytest.mark.parametrize("name", ["a large array", "a large array in Fortran order", "every other row"])
def test_changing_a_loaded_array_never_changes_the_object(name: str, store: ObjectStore) -> None:
    saved = save({"x": ARRAYS[name], "box": [ARRAYS[name].copy()]}, store, namespace={})
    before = contents(store)
    loaded: Any = load(saved.artifacts, store, {})
    loaded["x"][...] = -1
    loaded["box"][0] += 1
    assert (loaded["x"] == -1).all()
    assert contents(store) == before
    again: Any = load(saved.artifacts, store, {})
    assert_same(again["x"], ARRAYS[name])


def test_a_small_array_needs_no_file(store: ObjectStore) -> None:
    saved = save({"x": np.arange(10), "y": {"a": np.arange(10)}}, store, namespace={})
    assert [artifact["objects"] for artifact in saved.artifacts.values()] == [[], []]
    assert not store.root.exists()


def test_large_arrays_inside_a_value_get_objects_of_their_own(store: ObjectStore) -> None:
    first, second = large(), large("f4")
    alone = save({"x": {"a": first}}, store, namespace={}).artifacts["x"]
    both = save({"x": {"a": first, "b": second}}, store, namespace={}).artifacts["x"]
    assert len(both["objects"]) == 3
    assert alone["objects"][1] in both["objects"]


def test_many_middling_arrays_do_not_become_many_files(store: ObjectStore) -> None:
    arrays = [np.full(40_000, float(i)) for i in range(60)]
    saved = save({"x": arrays}, store, namespace={})
    assert len(saved.artifacts["x"]["objects"]) <= 20
    loaded: Any = load(saved.artifacts, store, {})["x"]
    assert all(np.array_equal(one, other) for one, other in zip(loaded, arrays))


def contents(store: ObjectStore) -> dict[str, str]:
    files = [path for path in store.root.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
