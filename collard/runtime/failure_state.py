"""The state of a step that failed: `failure.json`, from which its variables can be restored."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

from .canonical import canonical
from .disk import StoreTrouble, write_file
from .failure import failing_frame
from .leaks import leaking
from .records import now
from .values import save

if TYPE_CHECKING:
    from .step import StepRun

STATE_LIMIT = 256 << 20
"""Bytes of all variables that are kept of a failed step, the smallest first."""


def save_failure(run: StepRun, error: dict[str, Any], cause: BaseException | None) -> None:
    """Writes `failure.json`. Values that cannot be saved are named with the reason; a full disk leaves them out."""
    try:
        variables, refused = save_state(run, user_variables(run))
        local, local_refused = save_state(run, failing_locals(run, cause))
    except (OSError, StoreTrouble) as trouble:
        variables, local, refused, local_refused = {}, {}, {"*": str(trouble)}, {}
    content = {
        "version": 1,
        "step": run.step.name,
        "attempt": run.request.attempt,
        "created": now(),
        "error": error,
        "variables": variables,
        "locals": local,
        "refused": {**local_refused, **refused},
    }
    write_file(run.request.store, run.request.folder / "failure.json", canonical(content), durable=True)


def user_variables(run: StepRun) -> dict[str, Any]:
    own = run.environment.shell.own_names()
    return {
        name: value
        for name, value in run.namespace.items()
        if name not in own and not name.startswith("__") and not isinstance(value, types.ModuleType)
    }


def failing_locals(run: StepRun, cause: BaseException | None) -> dict[str, Any]:
    """Locals of the innermost function of the user's; none when the cell itself raised."""
    found = failing_frame(cause, run.sources) if cause is not None else None
    if found is None or found.frame.f_code.co_name == "<module>":
        return {}
    return dict(found.frame.f_locals)


def save_state(run: StepRun, variables: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    saved = save(variables, run.store, tolerant=True, total=STATE_LIMIT, namespace=run.namespace)
    artifacts = dict(saved.artifacts)
    refused = {name: refusal.message for name, refusal in saved.refused.items()}
    for name in leaking(artifacts, run.store, run.masker):
        del artifacts[name]
        refused[name] = "it holds the value of a secret"
    for artifact in artifacts.values():
        artifact["preview"] = run.masker.text(artifact["preview"])
    return artifacts, {name: run.masker.text(message) for name, message in refused.items()}
