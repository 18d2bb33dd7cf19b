"""Values that enter and leave a step, between its namespace and the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .failure import StepError, StepFailure
from .leaks import leaking
from .values import LoadError, SaveError, load, save

if TYPE_CHECKING:
    from .plan import Output
    from .step import StepRun

LARGEST_RESULT = 64 << 20
"""Bytes of a final value that is kept although no step needs it."""


def load_inputs(run: StepRun) -> dict[str, Any]:
    """Values of the step's inputs; definitions must have been executed before."""
    artifacts = {name: run.request.inputs[name] for name in run.step.inputs}
    try:
        return dict(load(artifacts, run.store, run.namespace))
    except LoadError as error:
        raise StepFailure(
            StepError("load-failed", type(error).__name__, str(error), error.hint, variable=error.variable),
            error,
        ) from error


def save_outputs(run: StepRun) -> dict[str, Any]:
    """Artifacts of outputs, all of them or a failure, and of results, as far as they can be saved."""
    artifacts = save_needed(run)
    artifacts.update(save_kept(run, set(artifacts)))
    for artifact in artifacts.values():
        artifact["preview"] = run.masker.text(artifact["preview"])
    return artifacts


def save_needed(run: StepRun) -> dict[str, Any]:
    for output in run.step.outputs:
        if output.name not in run.namespace:
            hint = "A later step needs it: assign it in every case, also when a condition does not hold."
            raise failure(
                run, output, "NameError", f"{output.name} is not defined at the end of the step", hint
            )
    places = {output.name: output for output in run.step.outputs}
    variables = {name: run.namespace[name] for name in places}
    try:
        saved = save(variables, run.store, namespace=run.namespace)
    except SaveError as error:
        raise failure(run, places[error.variable], type(error).__name__, str(error), error.hint) from error
    for name in leaking(saved.artifacts, run.store, run.masker):
        hint = "Read it from os.environ in the step that uses it, so that it is never stored."
        raise failure(run, places[name], "secret", f"{name} holds the value of a secret", hint)
    warn(run, saved.warnings)
    return dict(saved.artifacts)


def save_kept(run: StepRun, needed: set[str]) -> dict[str, Any]:
    variables = {
        output.name: run.namespace[output.name]
        for output in run.step.results
        if output.name in run.namespace and output.name not in needed
    }
    artifacts: dict[str, Any] = {}
    for name, value in variables.items():
        saved = save({name: value}, run.store, tolerant=True, limit=LARGEST_RESULT, namespace=run.namespace)
        artifacts.update(saved.artifacts)
    for name in leaking(artifacts, run.store, run.masker):
        del artifacts[name]
    return artifacts


def warn(run: StepRun, warnings: list[str]) -> None:
    for message in warnings:
        run.events.send("step-warning", code="value", message=run.masker.text(message))


def failure(run: StepRun, output: Output, name: str, message: str, hint: str) -> StepFailure:
    """A failure at the place that binds the variable."""
    cell = run.plan.cells.get(output.cell)
    lines = cell.source.split("\n") if cell else []
    return StepFailure(
        StepError(
            "save-failed",
            name,
            message,
            hint,
            cell=output.cell,
            line=output.line,
            source=lines[output.line - 1] if output.line <= len(lines) else None,
            variable=output.name,
        )
    )
