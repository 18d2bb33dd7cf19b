"""The step key: a digest of everything known beforehand that can change what a step produces."""

from __future__ import annotations

import sys

from .canonical import canonical, digest
from .plan import Plan, Step
from .request import Request

KEY_FORMAT = 1
"""Raised whenever the runtime changes so that earlier results are no longer the same."""


def python_name() -> str:
    """Implementation and minor version, such as `cpython-3.12`."""
    return f"{sys.implementation.name}-{sys.version_info.major}.{sys.version_info.minor}"


def parameter_literals(request: Request, plan: Plan, step: Step) -> dict[str, str]:
    """The step's own parameters as Python text: the value of the run, else the notebook's."""
    return {name: request.parameters.get(name, plan.parameters[name]) for name in step.parameters}


def step_key(request: Request, plan: Plan, step: Step) -> str:
    """The key as docs/store-and-runtime.md defines it; the engine computes the same in TypeScript."""
    inputs = [request.inputs[name] for name in step.inputs]
    # Such a value means what the notebook's functions and classes say, whether this step names them or not.
    carries_code = any(artifact.get("code") is True for artifact in inputs)
    return digest(
        canonical(
            {
                "format": KEY_FORMAT,
                "inputs": {name: request.inputs[name]["digest"] for name in step.inputs},
                "parameters": parameter_literals(request, plan, step),
                "python": python_name(),
                "slice": [list(part) for part in step.slice],
                **({"surroundings": step.surroundings} if carries_code else {}),
            }
        )
    )
