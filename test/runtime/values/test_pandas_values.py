"""pandas values come back equal by pandas' own strict comparison, with index, dtypes, names and attributes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest


def mixed() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "whole": [1, 2, 3],
            "real": [0.5, np.nan, np.inf],
            "flag": [True, False, True],
            "text": ["a", None, "ß"],
            "when": pd.to_datetime(["2024-01-01", None, "2024-03-01"]),
            "lag": pd.to_timedelta([1, 2, None], unit="h"),
            "kind": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=True),
            "object": [{"a": 1}, [1, 2], None],
        }
    )


def zoned() -> pd.Series:
    return pd.Series(pd.date_range("2024-03-30", periods=4, freq="12h", tz="Europe/Paris"), name="t")


def with_levels() -> pd.DataFrame:
    rows = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["letter", "number"])
    columns = pd.MultiIndex.from_tuples([("x", "mean"), ("x", "std")])
    return pd.DataFrame(np.arange(8.0).reshape(4, 2), index=rows, columns=columns)


FRAMES: dict[str, Any] = {
    "a mixed frame": mixed(),
    "an empty frame": pd.DataFrame(),
    "a frame without rows": mixed().iloc[:0],
    "a frame with duplicate columns": pd.DataFrame([[1, 2.0, "c"]], columns=["a", "a", "b"]),
    "a frame with columns of several types": pd.DataFrame([[1, 2, 3]], columns=["a", 1, None]),
    "a frame with levels": with_levels(),
    "a large frame": pd.DataFrame(
        {"a": np.arange(100_000), "b": np.arange(100_000) / 7, "s": ["x", "yy"] * 50_000}
    ),
    "a large frame of objects": pd.DataFrame({"s": np.array([f"r{i}" for i in range(30_000)], dtype=object)}),
    "every third row": pd.DataFrame({"a": np.arange(100_000), "b": np.arange(100_000)}).iloc[::3],
    "nullable columns": pd.DataFrame(
        {
            "i": pd.array([1, None], dtype="Int64"),
            "f": pd.array([0.5, None], dtype="Float32"),
            "b": pd.array([True, None], dtype="boolean"),
            "s": pd.array(["a", None], dtype="string"),
        }
    ),
    "Arrow columns": pd.DataFrame({"i": pd.array([1, None], dtype="int64[pyarrow]")}),
    "a sparse column": pd.DataFrame({"s": pd.arrays.SparseArray([0, 0, 1])}),
    "intervals and periods": pd.DataFrame(
        {"i": pd.interval_range(0, 2), "p": pd.period_range("2024-01", periods=2, freq="M")}
    ),
}
SERIES: dict[str, Any] = {
    "a series": pd.Series([1, 2], index=["a", "b"], name="s"),
    "a series without a name": pd.Series([1.5]),
    "a series with a time zone": zoned(),
    "a categorical series": pd.Series(["a", "b", "a"], dtype="category"),
    "a column": mixed()["real"],
}
INDEXES: dict[str, Any] = {
    "a range": pd.RangeIndex(3, name="r"),
    "dates with a frequency": pd.date_range("2024-01-01", periods=3, freq="D"),
    "levels": with_levels().index,
    "categories": pd.CategoricalIndex(["a", "b"]),
    "intervals": pd.interval_range(0, 3),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_comes_back(name: str, carry: Any) -> None:
    frame = FRAMES[name]
    pd.testing.assert_frame_equal(carry(frame), frame, check_freq=True, check_flags=True)


@pytest.mark.parametrize("name", SERIES)
def test_a_series_comes_back(name: str, carry: Any) -> None:
    pd.testing.assert_series_equal(carry(SERIES[name]), SERIES[name], check_freq=True)


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_comes_back(name: str, carry: Any) -> None:
    loaded = carry(INDEXES[name])
    pd.testing.assert_index_equal(loaded, INDEXES[name], exact=True)
    assert getattr(loaded, "freq", None) == getattr(INDEXES[name], "freq", None)


def test_attributes_and_flags_of_a_frame_come_back(carry: Any) -> None:
    frame = pd.DataFrame({"a": [1]}).set_flags(allows_duplicate_labels=False)
    frame.attrs["source"] = {"file": "train.csv"}
    loaded = carry(frame)
    assert loaded.attrs == {"source": {"file": "train.csv"}}
    assert not loaded.flags.allows_duplicate_labels


@pytest.mark.parametrize(
    "scalar", [pd.Timestamp("2024-01-01", tz="UTC"), pd.Timedelta(5, "s"), pd.Interval(0, 1), pd.NaT, pd.NA]
)
def test_a_pandas_scalar_comes_back(scalar: Any, carry: Any) -> None:
    loaded = carry(scalar)
    assert type(loaded) is type(scalar)
    assert loaded is scalar or loaded == scalar


def test_a_loaded_frame_can_be_changed_in_place(carry: Any) -> None:
    loaded = carry(FRAMES["a large frame"])
    loaded.loc[5, "b"] = -1.0
    loaded["a"] += 1
    assert (loaded.loc[5, "b"], loaded.loc[5, "a"]) == (-1.0, 6)
