"""What people see of a value: type, shape, columns and a short text, whatever the value does to prevent it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from collard.runtime.objects import ObjectStore
from collard.runtime.values import preview, save

FRAME = pd.DataFrame({"a": [1, 2], "b": ["x", "y"], 3: [0.5, None]})

FACTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "a number": (3, {"type": "int", "preview": "3"}),
    "a string": ("ab", {"type": "str", "length": 2, "preview": "'ab'"}),
    "a list": ([1, [2]], {"type": "list", "length": 2, "preview": "[1, [2]]"}),
    "an array": (
        np.zeros((2, 3), "f4"),
        {"type": "numpy.ndarray", "shape": [2, 3], "length": 2, "dtype": "float32"},
    ),
    "a 0-d array": (np.array(1), {"type": "numpy.ndarray", "shape": [], "dtype": "int64"}),
    "a structured array": (
        np.zeros(1, dtype=[("n", "i4"), ("s", "U3")]),
        {"columns": [{"name": "n", "dtype": "int32"}, {"name": "s", "dtype": "<U3"}]},
    ),
    "a frame": (
        FRAME,
        {
            "type": "pandas.DataFrame",
            "shape": [2, 3],
            "length": 2,
            "columns": [
                {"name": "a", "dtype": "int64"},
                {"name": "b", "dtype": str(FRAME["b"].dtype)},
                {"name": "3", "dtype": "float64"},
            ],
        },
    ),
    "a series": (FRAME["a"], {"type": "pandas.Series", "shape": [2], "dtype": "int64"}),
    "an index": (FRAME.columns, {"type": "pandas.Index", "length": 3}),
    "a sparse matrix": (scipy.sparse.eye(3).tocsr(), {"type": "scipy.sparse.csr_matrix", "shape": [3, 3]}),
    "a model": (
        LogisticRegression(C=2),
        {"type": "sklearn.linear_model.LogisticRegression", "preview": "LogisticRegression(C=2)"},
    ),
    "a path": (Path("a"), {"type": f"pathlib.{type(Path('a')).__name__}"}),
    "a function": (lambda: 1, {"type": "function", "preview": "<function <lambda>>"}),
}


@pytest.mark.parametrize("name", FACTS)
def test_the_manifest_tells(name: str, store: ObjectStore) -> None:
    value, expected = FACTS[name]
    shown = preview(value)
    assert {key: shown.get(key) for key in expected} == expected
    artifact = save({"x": value}, store, namespace={}).artifacts["x"]
    assert {key: artifact.get(key) for key in expected} == expected
    assert set(artifact) <= {
        *("type", "serializer", "digest", "bytes", "inline", "objects", "bundle"),
        *("shape", "dtype", "length", "columns", "preview"),
    }


class Loud:
    def __repr__(self) -> str:
        raise RuntimeError("no")


class Endless:
    def __init__(self) -> None:
        self.parts = list(range(10**6)), [[i] for i in range(5000)]

    def __repr__(self) -> str:
        raise AssertionError("a huge repr must not be asked for")


class Quiet:
    """Has no repr of its own, whose default shows an address."""


HUGE: dict[str, Any] = {
    "a long string": "a" * 10**7,
    "a long number": 7**100_000,
    "many bytes": b"a" * 10**7,
    "a long list": list(range(10**6)),
    "a long list of long strings": ["a" * 10**6] * 10**5,
    "a large dict": {i: "a" * 1000 for i in range(10**5)},
    "a large set": set(range(10**6)),
    "a large array": np.zeros(10**7),
    "an array of long strings": np.full(1000, "a" * 10**4),
    "objects in an array": np.array([["a" * 10**6] * 100, None], dtype=object),
    "a wide frame": pd.DataFrame(np.zeros((3, 5000))),
    "a frame with long cells": pd.DataFrame({"a": ["a" * 10**6] * 3, "b": [list(range(10**5))] * 3}),
    "a series with long cells": pd.Series(["a" * 10**6] * 3, name="s" * 10**6),
    "a repr that raises": Loud(),
    "a list of such": [Loud()],
    "a value with very many parts": Endless(),
    "a list of such values": [Endless()],
}


@pytest.mark.parametrize("name", HUGE)
def test_a_preview_is_short(name: str) -> None:
    shown = preview(HUGE[name])
    assert 0 < len(shown["preview"]) <= 400
    assert len(shown.get("columns", [])) <= 200


def test_a_preview_shows_what_a_frame_begins_with() -> None:
    assert preview(FRAME)["preview"].splitlines()[1].split() == ["0", "1", "x", "0.5"]


def test_a_preview_has_no_address() -> None:
    assert "0x" not in preview(Quiet())["preview"]


def test_a_preview_can_be_written_as_utf_8() -> None:
    for value in ("\ud800", ["\ud800"], pd.DataFrame([[1]], columns=pd.Index(["\ud800"], dtype=object))):
        shown = preview(value)
        assert (shown["preview"] + str(shown.get("columns"))).encode("utf-8")


def test_nothing_is_imported_that_a_value_does_not_bring() -> None:
    program = """
import sys, tempfile
from pathlib import Path
from collard.runtime.objects import ObjectStore
from collard.runtime.values import load, save
values = {'a': 1, 'b': {'c': [1.5, None]}, 'd': lambda x: x, 'e': Path('a')}
load(save(values, ObjectStore(Path(tempfile.mkdtemp()))).artifacts, ObjectStore(Path('.')), {})
print(sorted({'numpy', 'pandas', 'torch', 'keras', 'xgboost', 'cloudpickle', 'joblib', 'threading'} & set(sys.modules)))
"""
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() in ("[]", "['threading']")
