"""What the tests of values share: a store, a trip of values through it, and two steps of a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collard.runtime.objects import ObjectStore
from collard.runtime.values import Saved, load, save


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    return ObjectStore(tmp_path / ".collard")


@pytest.fixture
def carry(store: ObjectStore) -> Callable[[Any], Any]:
    """One value, saved and loaded. Its artifact goes through JSON, as in a record."""

    def trip(value: Any) -> Any:
        saved = save({"x": value}, store, namespace={})
        return load(json.loads(json.dumps(saved.artifacts)), store, {})["x"]

    return trip


class Steps:
    """Two steps: the first one's variables are saved, the second one loads some of them and goes on."""

    def __init__(self, store: ObjectStore) -> None:
        self.store = store
        self.first: dict[str, Any] = {"__name__": "__main__"}
        self.second: dict[str, Any] = {"__name__": "__main__"}
        self.saved = Saved()

    def run_first(self, source: str) -> Steps:
        exec(source, self.first)
        return self

    def save(self, *names: str, **options: Any) -> Saved:
        values = {name: self.first[name] for name in names}
        self.saved = save(values, self.store, namespace=self.first, **options)
        return self.saved

    def load(self, *names: str, after: str = "") -> dict[str, Any]:
        """Runs the definitions `after` which the second step loads, then loads the names (all when none)."""
        exec(after, self.second)
        chosen = {name: self.saved.artifacts[name] for name in names or self.saved.artifacts}
        self.second.update(load(json.loads(json.dumps(chosen)), self.store, self.second))
        return self.second


@pytest.fixture
def steps(store: ObjectStore) -> Steps:
    return Steps(store)
