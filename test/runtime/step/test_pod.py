"""The command for pods: parameters as people type them, and steps that cannot begin."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from step_harness import PATIENCE, RUNTIME, Json

from collard.runtime.parameter_text import NoLiteral, literal_for_type

FITTING = [
    ("data.csv", "str", '"data.csv"'),
    ("", "str", '""'),
    ('"quoted"', "str", '"\\"quoted\\""'),
    ("{{x}} $(y) \\ \x00 \u2028", "str", '"{{x}} $(y) \\\\ \\u0000 \u2028"'),
    ('python:"a" "b"', "str", '"ab"'),
    ("1", "int", "1"),
    (" -7 ", "int", "-7"),
    ("1_000", "int", "1000"),
    ("0x10", "int", "16"),
    ("-0", "int", "0"),
    ("1", "float", "1.0"),
    ("1e3", "float", "1000.0"),
    ("1e21", "float", "1e+21"),
    ("123456789012345680000", "float", None),
    ("1e-7", "float", "1e-7"),
    ("0.000001", "float", "0.000001"),
    ("-0.0", "float", "-0.0"),
    ("1e999", "float", None),
    ("one", "float", None),
    ("true", "bool", "True"),
    ("False", "bool", "False"),
    ("1", "bool", None),
    ("1.5", "int", None),
    ("9007199254740993", "int", None),
    ("[1, 2.50, 'a',]", "list", '[1, 2.5, "a"]'),
    ("(1, 2)", "list", None),
    ("[f()]", "list", None),
    ("{'a': {1: None}, 'a': True}", "dict", '{"a": True}'),
    ("{1: 'x', True: 'y'}", "dict", '{1: "y"}'),
    ("{[]: 1}", "dict", None),
    ("{**x}", "dict", None),
    ("None", "none", "None"),
    ("3", "none", "3"),
    ("three words here", "none", '"three words here"'),
    ("b'x'", "none", "\"b'x'\""),
    ('python:"\\ud800"', "str", None),
    ("[" * 5000, "list", None),
]


@pytest.mark.parametrize(("text", "kind", "literal"), FITTING)
def test_text_becomes_the_literal_of_its_type_or_none(text: str, kind: str, literal: str | None) -> None:
    if literal is None:
        with pytest.raises(NoLiteral):
            literal_for_type(text, kind)
    else:
        assert literal_for_type(text, kind) == literal


STEP: Json = {
    "name": "only", "cells": ["c1"], "after": [], "inferred": [], "inputs": [], "outputs": [],
    "results": [{"name": "y", "cell": "c1", "line": 1}], "parameters": ["x"], "metrics": [{"name": "y", "variable": "y"}],
    "code": [{"kind": "body", "cell": "c1", "line": 1}], "slice": [["cell c1", "0"]], "surroundings": "", "imports": [],
    "cache": "auto", "secrets": [],
}  # fmt: skip
PLAN: Json = {
    "version": 1,
    "parameters": [{"name": "x", "literal": "1", "type": "int"}],
    "cells": [{"id": "c1", "position": 0, "source": "y = x + 1"}],
    "steps": [{**STEP, "slice": [{"name": "cell c1", "digest": "0"}]}],
}


def run_pod(
    folder: Path, *words: str, parameters: str = "", plan: Json = PLAN
) -> subprocess.CompletedProcess[str]:
    (folder / "plan.json").write_text(json.dumps(plan))
    command = [
        sys.executable, str(RUNTIME), "pod", str(folder / "plan.json"), "only", f"--workspace={folder}",
        f"--store={folder / '.collard'}", "--run=r", f"--outputs={folder / 'outputs'}", *words,
    ]  # fmt: skip
    environment = {**os.environ, "COLLARD_PARAMETERS": parameters}
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=environment)


def error_of(ended: subprocess.CompletedProcess[str]) -> Json:
    lines = [line for line in ended.stdout.splitlines() if line.startswith("::collard:: ")]
    (event,) = (json.loads(line.removeprefix("::collard:: ")) for line in lines)
    assert event["type"] == "step-failed"
    return dict(event["error"])


def encoded(**values: str) -> str:
    return " ".join(f"{name}={base64.b64encode(value.encode()).decode()}" for name, value in values.items())


def test_a_step_runs_with_the_value_that_was_typed_and_reports_it(tmp_path: Path) -> None:
    ended = run_pod(tmp_path, "--metric=y:metric-y", parameters=encoded(x="41"))
    assert ended.returncode == 0, ended.stderr
    texts = {path.name: path.read_text() for path in (tmp_path / "outputs").iterdir()}
    assert texts["metric-y"] == "42.0"
    assert json.loads(texts["values"]) == {"y": 42}
    assert texts["phase"] == "succeeded"
    key, name = texts["record"].split("/")
    assert (tmp_path / ".collard" / "records" / key[:2] / key / f"{name}.json").exists()


def test_the_second_run_is_a_hit_unless_it_is_to_be_fresh(tmp_path: Path) -> None:
    phases = []
    for words in ([], ["--run=s"], ["--run=t", "--fresh"]):
        assert run_pod(tmp_path, *words).returncode == 0
        phases.append((tmp_path / "outputs" / "phase").read_text())
    assert phases == ["succeeded", "cached", "succeeded"]


def test_outputs_that_cannot_be_written_do_not_fail_the_step(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file where the folder should be")
    ended = run_pod(tmp_path)
    assert ended.returncode == 0
    assert "cannot be reported" in ended.stderr


@pytest.mark.parametrize(
    ("parameters", "name", "message"),
    [
        (encoded(x="two"), "Parameter", "the parameter x is of type int, which 'two' is not"),
        (encoded(z="1"), "Parameter", "the parameter z did not arrive"),
        ("x={{=sprig.b64enc(workflow.parameters['x'])}}", "Parameter", "the parameter x did not arrive"),
    ],
)
def test_parameters_that_do_not_fit_are_hopeless(
    tmp_path: Path, parameters: str, name: str, message: str
) -> None:
    ended = run_pod(tmp_path, parameters=parameters)
    assert ended.returncode == 2
    assert message in ended.stderr
    error = error_of(ended)
    assert (error["code"], error["name"], error["message"], error["retryable"]) == (
        "environment", name, message, False,
    )  # fmt: skip
    assert error["hint"]


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ({**PLAN, "version": 99}, "cannot be read: this runtime reads plans of version 1, not 99"),
        ({**PLAN, "steps": []}, "the plan has no step only"),
    ],
)
def test_a_plan_that_cannot_be_used_is_hopeless(tmp_path: Path, plan: Json, message: str) -> None:
    ended = run_pod(tmp_path, plan=plan)
    assert ended.returncode == 2
    assert message in error_of(ended)["message"]


def test_a_failing_cell_may_be_tried_again(tmp_path: Path) -> None:
    plan = {**PLAN, "cells": [{"id": "c1", "position": 0, "source": "y = x / 0"}]}
    ended = run_pod(tmp_path, plan=plan)
    assert ended.returncode == 1
    assert not (tmp_path / "outputs").exists()
