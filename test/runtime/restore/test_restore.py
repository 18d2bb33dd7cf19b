"""Restoring the variables of a step into a namespace reports about every object, and loses none for another's sake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import pytest

from collard import restore
from collard.runtime.objects import ObjectStore
from collard.runtime.values import save


class Place:
    """A workspace with one step whose state is kept, as the command line and the server describe it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = ObjectStore(folder / ".collard")
        self.prologue = "import math\ndef double(x):\n    return 2 * x"

    def state(
        self, variables: dict[str, Any], locals: dict[str, Any] | None = None, **more: Any
    ) -> restore.State:
        plan = self.folder / "plan.json"
        code = [{"kind": "prologue", "cell": "a"}, {"kind": "body", "cell": "b"}]
        cells = [{"id": "a", "source": self.prologue}, {"id": "b", "source": "1 / 0"}]
        plan.write_text(json.dumps({"cells": cells, "steps": [{"name": "train", "code": code}]}), "utf-8")
        content = {
            "run": "r-1",
            "step": "train",
            "kind": "failure" if locals else "outputs",
            "plan": str(plan),
            "store": str(self.folder / ".collard"),
            "cwd": str(self.folder),
            "parameters": {"seed": "42"},
            "variables": save(variables, self.store, namespace={}).artifacts,
            "locals": save(locals or {}, self.store, namespace={}).artifacts,
            "error": "ZeroDivisionError: division by zero" if locals else None,
            **more,
        }
        path = self.folder / "state.json"
        path.write_text(json.dumps(content), "utf-8")
        return restore.read_state(path)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.chdir(tmp_path)  # restoring changes the folder; this puts it back
    monkeypatch.setattr("sys.path", [*__import__("sys").path])
    return Place(tmp_path)


def run_in(namespace: dict[str, Any]) -> restore.RunCell:
    def run_cell(source: str) -> str | None:
        try:
            exec(source, namespace)
        except Exception as error:
            return restore.trouble(error, source)
        return None

    return run_cell


def restored(
    state: restore.State, only: list[str] | None = None, namespace: dict[str, Any] | None = None
) -> tuple[dict[str, Any], dict[str, str], restore.Report]:
    space: dict[str, Any] = {} if namespace is None else namespace
    report = restore.restore(state, space, run_in(space), only)
    return space, {each["name"]: each["status"] for each in report.content()["objects"]}, report


def test_parameters_definitions_and_values_are_there(place: Place) -> None:
    space, statuses, _ = restored(place.state({"words": ["a", "b"]}))
    assert (space["seed"], space["double"](4), space["words"]) == (42, 8, ["a", "b"])
    assert statuses == {"words": "restored"}


def test_a_big_array_is_mapped_and_a_small_one_read(place: Place) -> None:
    state = place.state({"big": numpy.arange(100_000), "small": numpy.arange(3)})
    space, statuses, _ = restored(state)
    assert statuses == {"big": "mapped", "small": "restored"}
    assert space["big"][-1] == 99_999


def test_only_what_is_asked_for_is_loaded(place: Place) -> None:
    space, statuses, _ = restored(place.state({"a": 1, "b": 2}), only=["b"])
    assert statuses == {"a": "left-out", "b": "restored"}
    assert "a" not in space


def test_what_was_left_out_can_be_asked_for_later(place: Place) -> None:
    state = place.state({}, {"x": 1, "y": 2})
    space, _, _ = restored(state, only=['failed_locals["x"]'])
    _, statuses, _ = restored(state, only=['failed_locals["y"]'], namespace=space)
    assert space["failed_locals"] == {"x": 1, "y": 2}
    assert statuses == {'failed_locals["x"]': "left-out", 'failed_locals["y"]': "restored"}


def test_locals_of_another_failure_do_not_stay(place: Place) -> None:
    space, _, _ = restored(place.state({}, {"x": 1}), namespace={"failed_locals": {"old": 0}})
    assert space["failed_locals"] == {"x": 1}


def test_a_value_that_is_gone_costs_no_other_and_is_named_with_the_reason(place: Place) -> None:
    state = place.state({"gone": numpy.arange(50_000), "here": "still"})
    for reference in state.variables["gone"]["objects"]:
        digest = reference["digest"]
        next((place.folder / ".collard" / "objects").rglob(digest[2:] + "*")).unlink()
    space, statuses, report = restored(state)
    assert statuses == {"gone": "failed", "here": "restored"}
    assert space["here"] == "still"
    reasons = {each["name"]: each["reason"] for each in report.content()["objects"]}
    assert "gone" in reasons["gone"]
    assert f"not restored: gone: {reasons['gone']}" in report.text()


def test_definitions_that_do_not_run_are_reported_and_values_come_all_the_same(place: Place) -> None:
    place.prologue = "import nowhere_at_all"
    space, _, report = restored(place.state({"a": 1}))
    assert space["a"] == 1
    assert report.content()["definitions"] == [
        "ModuleNotFoundError: No module named 'nowhere_at_all' in: import nowhere_at_all"
    ]
    assert "not executed: ModuleNotFoundError" in report.text()


def test_the_text_says_what_there_is(place: Place) -> None:
    _, _, report = restored(place.state({"frame": [1]}, {"row": 7}))
    assert report.text().splitlines() == [
        "Step train of run r-1, when it failed.",
        "  error      ZeroDivisionError: division by zero",
        "  variables  frame, seed",
        "  failed_locals  row  (of the function that raised)",
    ]


def test_the_folder_of_the_notebook_is_entered_and_put_on_the_path_once(place: Place) -> None:
    import sys

    state = place.state({"a": 1})
    restored(state)
    restored(state)
    assert Path.cwd() == place.folder
    assert sys.path.count(str(place.folder)) == 1


class TestInANotebook:
    """`restore_here` in a real IPython."""

    @pytest.fixture
    def shown(self) -> Iterator[Any]:
        testing = pytest.importorskip("IPython.core.interactiveshell")
        capture = pytest.importorskip("IPython.utils.capture")
        shell = testing.InteractiveShell.instance()

        def show(path: Path, only: list[str] | None = None) -> tuple[Any, list[dict[str, Any]]]:
            with capture.capture_output() as captured:
                restore.restore_here(str(path), only)
            return shell, [output.data for output in captured.outputs]

        yield show
        testing.InteractiveShell.clear_instance()

    def test_the_report_is_text_for_people_and_data_for_the_notebook(self, place: Place, shown: Any) -> None:
        place.state({"a": 1})
        shell, outputs = shown(place.folder / "state.json")
        assert shell.user_ns["a"] == 1
        assert shell.user_ns["double"](2) == 4
        [data] = outputs
        assert data["text/plain"].startswith("Step train of run r-1")
        assert data[restore.REPORT_TYPE]["objects"][0] == {
            "name": "a",
            "type": "int",
            "bytes": 1,
            "status": "restored",
            "reason": None,
        }
