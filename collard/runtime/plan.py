"""The part of a plan that the step runner needs, read from its JSON. compiler/ir/plan.ts is the definition."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLAN_VERSION = 1


@dataclass(frozen=True)
class Block:
    """A piece of a cell to execute: `source` starts at `line` (from 1) of the cell."""

    kind: str
    cell: str
    line: int
    source: str


@dataclass(frozen=True)
class Cell:
    """A notebook cell: its place among the code cells, from 0, and its whole text."""

    id: str
    position: int
    source: str


@dataclass(frozen=True)
class Output:
    """A value that the step hands on or keeps, and the place that binds it last."""

    name: str
    cell: str
    line: int


@dataclass(frozen=True)
class Metric:
    """A number that is reported: `name` for people, `variable` in the code."""

    name: str
    variable: str


@dataclass(frozen=True)
class Step:
    """One step of the plan."""

    name: str
    inputs: tuple[str, ...]
    sources: dict[str, str]
    """The step that provides each input."""
    after: tuple[str, ...]
    outputs: tuple[Output, ...]
    results: tuple[Output, ...]
    parameters: tuple[str, ...]
    metrics: tuple[Metric, ...]
    blocks: tuple[Block, ...]
    slice: tuple[tuple[str, str], ...]
    surroundings: str
    """Digest of all code before the body."""
    imports: tuple[str, ...]
    cache: str
    secrets: tuple[str, ...]
    """Environment variables that hold secrets."""


@dataclass(frozen=True)
class Plan:
    """A compiled pipeline: default literals and types of the parameters, cells by id, steps by name."""

    parameters: dict[str, str]
    types: dict[str, str]
    cells: dict[str, Cell]
    steps: dict[str, Step]


class UnknownPlan(Exception):
    """The plan is of a version that this runtime cannot read, or has no such step."""


def read_plan(path: Path) -> Plan:
    """Reads the plan at `path`; raises `UnknownPlan` for a version that this runtime does not know."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if document.get("version") != PLAN_VERSION:
        raise UnknownPlan(
            f"this runtime reads plans of version {PLAN_VERSION}, not {document.get('version')}"
        )
    cells = {cell["id"]: Cell(cell["id"], cell["position"], cell["source"]) for cell in document["cells"]}
    return Plan(
        parameters={parameter["name"]: parameter["literal"] for parameter in document["parameters"]},
        types={parameter["name"]: parameter["type"] for parameter in document["parameters"]},
        cells=cells,
        steps={step["name"]: read_step(step, cells) for step in document["steps"]},
    )


def read_step(document: dict[str, Any], cells: dict[str, Cell]) -> Step:
    def outputs(name: str) -> tuple[Output, ...]:
        return tuple(Output(item["name"], item["cell"], item["line"]) for item in document[name])

    def source(block: dict[str, Any]) -> str:
        whole: str = cells[block["cell"]].source
        return str(block.get("source", whole))

    return Step(
        name=document["name"],
        inputs=tuple(item["name"] for item in document["inputs"]),
        sources={item["name"]: item["from"] for item in document["inputs"]},
        after=tuple(document["after"]),
        outputs=outputs("outputs"),
        results=outputs("results"),
        parameters=tuple(document["parameters"]),
        metrics=tuple(Metric(item["name"], item["variable"]) for item in document["metrics"]),
        blocks=tuple(
            Block(block["kind"], block["cell"], block["line"], source(block)) for block in document["code"]
        ),
        slice=tuple((part["name"], part["digest"]) for part in document["slice"]),
        surroundings=document["surroundings"],
        imports=tuple(document["imports"]),
        cache=document["cache"],
        secrets=tuple(item["env"] for item in document["secrets"]),
    )
