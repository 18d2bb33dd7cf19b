"""Two names of one object stay two names of one object; names that share nothing stay separate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from collard.runtime.values import load, save

WRITES_THROUGH = int(pd.__version__.partition(".")[0]) < 3


@pytest.fixture
def together(store: Any) -> Any:
    """Saves the values and loads them all: the artifacts and the values."""

    def trip(**values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        saved = save(values, store, namespace={})
        assert saved.warnings == []
        return saved.artifacts, load(saved.artifacts, store, {})

    return trip


def bundles(artifacts: dict[str, Any]) -> dict[str, Any]:
    return {name: artifact.get("bundle") for name, artifact in artifacts.items()}


@pytest.mark.parametrize(
    "value", [[1], {"a": 1}, {1, 2}, bytearray(b"a"), np.arange(3), np.arange(100_000.0)]
)
def test_two_names_of_one_object(value: Any, together: Any) -> None:
    artifacts, loaded = together(x=value, y=value)
    assert loaded["x"] is loaded["y"]
    assert bundles(artifacts) == {"x": ["x", "y"], "y": ["x", "y"]}
    assert artifacts["x"]["digest"] != artifacts["y"]["digest"]


def test_an_object_inside_another_value(together: Any) -> None:
    config = {"rate": 0.1}
    _, loaded = together(config=config, model={"settings": [config]})
    assert loaded["model"]["settings"][0] is loaded["config"]


def test_an_object_inside_two_other_values(together: Any) -> None:
    shared = ["a"]
    artifacts, loaded = together(x=[shared], y=(1, shared), z=[1])
    assert loaded["x"][0] is loaded["y"][1]
    assert bundles(artifacts) == {"x": ["x", "y"], "y": ["x", "y"], "z": None}


def test_a_chain_of_names(together: Any) -> None:
    first: list[Any] = []
    second = [first]
    _, loaded = together(a=first, b=second, c=[second])
    assert loaded["c"][0] is loaded["b"]
    assert loaded["b"][0] is loaded["a"]


def test_an_array_inside_a_dict_and_under_a_name(together: Any) -> None:
    array = np.arange(100_000.0)
    _, loaded = together(array=array, box={"array": array})
    loaded["array"][0] = -1
    assert loaded["box"]["array"][0] == -1


def test_a_frame_under_two_names_and_in_a_list(together: Any) -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    _, loaded = together(frame=frame, alias=frame, frames=[frame])
    assert loaded["alias"] is loaded["frame"]
    assert loaded["frames"][0] is loaded["frame"]


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("a slice", lambda base: base[10:20]),
        ("every other row", lambda base: base[::2]),
        ("a reversed view", lambda base: base[::-1]),
        ("a column", lambda base: base[:, 3]),
        ("a transpose", lambda base: base.T),
        ("a reshape", lambda base: base.reshape(-1)),
        ("a view with another dtype", lambda base: base.view("i8")),
        ("a read-only view", lambda base: np.broadcast_to(base, base.shape)),
    ],
)
@pytest.mark.parametrize("rows", [20, 2000])
def test_a_view_and_its_base_keep_sharing_memory(name: str, view: Any, rows: int, together: Any) -> None:
    base = np.arange(rows * 50.0).reshape(rows, 50)
    part = view(base)
    _, loaded = together(base=base, part=part)
    assert np.array_equal(loaded["part"], part)
    assert loaded["part"].flags.writeable == part.flags.writeable
    loaded["base"][...] = 7
    assert (loaded["part"].view("f8") == 7).all()


def test_two_views_of_an_array_that_has_no_name(together: Any) -> None:
    base = np.zeros(1000)
    _, loaded = together(x=base[:600], y=base[400:])
    loaded["x"][500] = 1
    assert loaded["y"][100] == 1


def test_views_inside_one_value(together: Any) -> None:
    base = np.zeros(1000)
    artifacts, loaded = together(x={"all": base, "part": base[5:]})
    loaded["x"]["all"][5] = 1
    assert loaded["x"]["part"][0] == 1
    assert bundles(artifacts) == {"x": ["x"]}


def test_parts_that_do_not_overlap_stay_separate(together: Any) -> None:
    data = np.arange(10_000.0).reshape(1000, 10)
    artifacts, loaded = together(
        features=data[:, :-1], target=data[:, -1], train=data[:10, :1], test=data[10:, 4:6]
    )
    assert bundles(artifacts)["target"] is None
    assert np.array_equal(loaded["target"], data[:, -1])


@pytest.mark.parametrize(
    "values",
    [
        {"x": "text", "y": "text"},
        {"x": (1, "a"), "y": (1, "a")},
        {"x": [1], "y": [1]},
        {"x": [None, ..., int, len], "y": [None, ..., int, len]},
        {"x": np.float64(1), "y": [np.float64(1)]},
        {"x": [np.dtype("f8")], "y": [np.dtype("f8")]},
    ],
)
def test_what_cannot_change_makes_no_bundle(values: dict[str, Any], together: Any) -> None:
    one = next(iter(values.values()))
    artifacts, _ = together(**values, z={"one": one} if not isinstance(one, list) else 1)
    assert bundles(artifacts) == {"x": None, "y": None, "z": None}


def test_frames_that_copy_on_write_stay_separate(together: Any, copy_on_write: None) -> None:
    frame = pd.DataFrame({"a": range(10), "b": 1.5})
    artifacts, _ = together(
        frame=frame, copied=frame.copy(), column=frame["a"], part=frame.iloc[:3], index=frame.index
    )
    assert [name for name, bundle in bundles(artifacts).items() if bundle] == []


@pytest.fixture
def copy_on_write() -> Iterator[None]:
    """The rule since pandas 3, an option before."""
    if WRITES_THROUGH:
        with pd.option_context("mode.copy_on_write", True):
            yield
    else:
        yield


@pytest.mark.skipif(not WRITES_THROUGH, reason="since pandas 3 a column never writes through to its frame")
def test_a_column_that_writes_through_to_its_frame_goes_on_doing_so(together: Any) -> None:
    frame = pd.DataFrame({"a": range(10), "b": 1.5})
    artifacts, loaded = together(frame=frame, values=frame["a"].to_numpy(), other=frame.copy())
    loaded["values"][3] = -1
    assert loaded["frame"].loc[3, "a"] == -1
    assert bundles(artifacts)["other"] is None


def test_objects_inside_the_cells_of_two_frames(together: Any) -> None:
    frame = pd.DataFrame({"a": [[1], [2]]})
    _, loaded = together(frame=frame, copied=frame.copy())
    assert loaded["copied"].loc[0, "a"] is loaded["frame"].loc[0, "a"]


def test_a_name_of_a_bundle_may_be_loaded_alone(store: Any) -> None:
    shared = [1]
    saved = save({"x": shared, "y": [shared]}, store, namespace={})
    assert load({"y": saved.artifacts["y"]}, store, {}) == {"y": [[1]]}


def test_a_member_of_a_bundle_reports_its_own_size(store: Any) -> None:
    base = np.zeros(100_000)
    saved = save({"base": base, "part": base[:10]}, store, namespace={})
    assert saved.artifacts["base"]["bytes"] > 800_000
    assert saved.artifacts["part"]["bytes"] < 1000
    assert sum(each["bytes"] for each in saved.artifacts["part"]["objects"]) < 810_000


def test_a_relation_that_cannot_be_kept_is_reported(store: Any) -> None:
    base = np.array([1, "a", None] * 10, dtype=object)
    saved = save({"base": base, "part": base[3:]}, store, namespace={})
    assert saved.warnings == [
        "`base` and `part` share memory; after loading, a change of one no longer shows in the other"
    ]
    assert set(load(saved.artifacts, store, {})) == {"base", "part"}


class Once:
    """Can be pickled a single time, like an object that gives away what it holds."""

    def __init__(self, part: object) -> None:
        self.parts = [part]

    def __reduce__(self) -> Any:
        return list, (self.parts.pop(),)


def test_names_that_can_only_be_saved_alone_are_reported(store: Any) -> None:
    shared = [1]
    saved = save({"x": Once(shared), "y": shared}, store, namespace={})
    assert saved.warnings == [
        "`x` and `y` share objects; after loading, a change of one no longer shows in the other"
    ]
    assert load(saved.artifacts, store, {}) == {"x": [1], "y": [1]}
