"""Times save and load of a large array and a large frame, ours and the plainest way, alternating. Prints JSON lines."""

from __future__ import annotations

import hashlib
import json
import pickle
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy
import pandas

from collard.runtime.objects import ObjectStore
from collard.runtime.values import load, save

ROUNDS = 7
GOAL = 1.4


def plain_array(value: numpy.ndarray, folder: Path) -> None:
    """numpy.save, SHA-256 of the file, numpy.load."""
    path = folder / "plain.npy"
    numpy.save(path, value)
    hashlib.sha256(path.read_bytes()).hexdigest()
    numpy.load(path).sum()


def plain_frame(value: pandas.DataFrame, folder: Path) -> None:
    """Pickle 5 with out-of-band buffers to disk, SHA-256 of all of it, and back."""
    buffers: list[pickle.PickleBuffer] = []
    main = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
    digest = hashlib.sha256(main)
    (folder / "main").write_bytes(main)
    for index, buffer in enumerate(buffers):
        digest.update(buffer.raw())
        (folder / f"buffer{index}").write_bytes(buffer.raw())
    stored = [bytearray((folder / f"buffer{index}").read_bytes()) for index in range(len(buffers))]
    pickle.loads((folder / "main").read_bytes(), buffers=stored)


def ours(value: object, folder: Path) -> None:
    """Save into a store and load again, reading every byte as the plain way does."""
    store = ObjectStore(folder)
    saved = save({"value": value}, store)
    loaded = load(saved.artifacts, store, {})["value"]
    if isinstance(loaded, numpy.ndarray):
        loaded.sum()


def milliseconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(name: str, make: Callable[[], object], plain: Callable[..., None]) -> None:
    """Fresh data in every round: a store that knows the value already would look too good."""
    values, floors = [], []
    for _ in range(ROUNDS):
        value = make()
        with tempfile.TemporaryDirectory() as folder:
            floors.append(milliseconds(lambda value=value, folder=folder: plain(value, Path(folder))))
        with tempfile.TemporaryDirectory() as folder:
            values.append(milliseconds(lambda value=value, folder=folder: ours(value, Path(folder))))
    print(
        json.dumps(
            {
                "name": name,
                "value": statistics.median(values),
                "floor": statistics.median(floors),
                "goal": GOAL,
            }
        )
    )


def mixed_frame() -> pandas.DataFrame:
    random = numpy.random.default_rng()
    rows = 1_000_000
    return pandas.DataFrame(
        {
            "whole": random.integers(0, 1000, rows),
            "real": random.random(rows),
            "flag": random.random(rows) > 0.5,
            "day": pandas.Timestamp("2024-01-01")
            + pandas.to_timedelta(random.integers(0, 10**6, rows), unit="s"),
            "group": pandas.Categorical.from_codes(random.integers(0, 5, rows), list("abcde")),
            "text": random.choice(["red", "green", "blue", "yellow"], rows),
        }
    )


compare(
    "100 MB random array, save and load", lambda: numpy.random.default_rng().random(12_500_000), plain_array
)
compare("1 M rows of 6 mixed columns, save and load", mixed_frame, plain_frame)
