"""Step keys are the same in both languages; test/engine/keys.spec.ts reads the same vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from collard.runtime import keys
from collard.runtime.canonical import canonical, digest
from collard.runtime.plan import Plan, read_step
from collard.runtime.request import parse_request

VECTORS = json.loads(
    (Path(__file__).parent.parent / "shared" / "key-vectors.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["says"] for vector in VECTORS])
def test_key(vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    facts = vector["facts"]
    monkeypatch.setattr(keys, "python_name", lambda: facts["python"])
    step = read_step(step_document(facts), {})
    request = parse_request({**REQUEST, "parameters": facts["parameters"], "inputs": facts["inputs"]})
    plan = Plan(parameters=facts["parameters"], types={}, cells={}, steps={"step": step})
    assert canonical(json.loads(vector["text"])) == vector["text"]
    assert digest(vector["text"]) == vector["key"]
    assert keys.step_key(request, plan, step) == vector["key"]


REQUEST = {
    "plan": "plan", "step": "step", "run": "run", "attempt": 1, "workspace": "w", "store": "s", "cwd": "c", "folder": "f"
}  # fmt: skip


def step_document(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "step",
        "cells": [],
        "after": [],
        "inferred": [],
        "inputs": [{"name": name, "from": "earlier"} for name in facts["inputs"]],
        "outputs": [],
        "results": [],
        "parameters": list(facts["parameters"]),
        "metrics": [],
        "secrets": [],
        "code": [],
        "slice": facts["slice"],
        "surroundings": facts["surroundings"],
        "imports": [],
        "cache": "auto",
    }
