"""One step in a pod: everything that an engine would otherwise write into a request is found on the volume or in the pod.

What came before this step of the run stands in `runs/<run>/steps/<step>/result.json`, which leads to records; parameters come
in base64, so that nobody between a form in a browser and this process can change or take them for something to expand.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from .failure import StepError
from .hits import restore
from .objects import ObjectStore
from .parameter_text import NoLiteral, literal_for_type
from .plan import Plan, Step, UnknownPlan, read_plan
from .records import record_folder
from .request import Request

PARAMETERS_VARIABLE = "COLLARD_PARAMETERS"
HOPELESS = 2
"""Exit code: another attempt would end the same way. Argo is told not to make one (compiler/4-emit/argo/retries.ts)."""
SMALL_VALUE = 256
"""Characters of a value that is reported to whoever runs the pods; larger ones are in the store only."""
ALL_VALUES = 8 << 10
"""Characters of all of them: they become part of the Workflow object, which is limited."""

Json = dict[str, Any]


class Refusal(Exception):
    """The step cannot begin, and no further attempt could."""

    def __init__(self, name: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.error = StepError("environment", name, message, hint)


@dataclass(frozen=True)
class PodTask:
    """The words of the command (compiler/4-emit/argo/step-template.ts)."""

    plan: Path
    step: str
    workspace: Path
    store: Path
    folder: str
    run: str
    attempt: int
    outputs: Path
    metrics: dict[str, str]
    """Metric → file name below `outputs`."""
    put_back: bool
    fresh: bool


def read_task(words: list[str]) -> PodTask:
    """Parses the words; ends the process with exit code 2 when they are wrong, as `argparse` does."""
    parser = argparse.ArgumentParser(prog="<runtime> pod", allow_abbrev=False)
    parser.add_argument("plan", type=absolute)
    parser.add_argument("step")
    parser.add_argument("--workspace", type=absolute, required=True)
    parser.add_argument("--store", type=absolute, required=True)
    parser.add_argument("--folder", type=unquote, default=".", help="of the notebook, percent-encoded")
    parser.add_argument("--run", required=True)
    parser.add_argument("--retries", type=int, default=0, help="attempts before this one")
    parser.add_argument("--outputs", type=absolute, required=True)
    parser.add_argument("--metric", action="append", default=[], help="<name, percent-encoded>:<file>")
    parser.add_argument(
        "--put-back", action="store_true", help="files that earlier steps wrote and that are gone"
    )
    parser.add_argument("--fresh", action="store_true", help="do not use earlier results")
    found = parser.parse_args(words)
    metrics = {unquote(name): file for name, _, file in (text.partition(":") for text in found.metric)}
    return PodTask(
        found.plan, found.step, found.workspace, found.store, found.folder, found.run, found.retries + 1,
        found.outputs, metrics, found.put_back, found.fresh,
    )  # fmt: skip


def absolute(text: str) -> Path:
    return Path(text).absolute()


def pod_request(task: PodTask, parameters: str) -> Request:
    """The request of an engine, made in the pod. `parameters`: `<name>=<base64>` words. Raises `Refusal`."""
    plan = plan_of(task)
    step = plan.steps[task.step]
    if task.put_back:
        put_back_files(task, plan, step)
    attempt = task.store / "runs" / task.run / "steps" / task.step / str(task.attempt)
    return Request(
        plan=task.plan,
        step=task.step,
        run=task.run,
        attempt=task.attempt,
        key=None,
        workspace=task.workspace,
        store=task.store,
        cwd=Path(os.path.normpath(task.workspace / task.folder)),
        folder=attempt,
        parameters=dict(literals(plan, parameters)),
        inputs={name: input_artifact(task, name, source) for name, source in step.sources.items()},
        check=not task.fresh,
        secrets=step.secrets,
    )


def plan_of(task: PodTask) -> Plan:
    try:
        plan = read_plan(task.plan)
    except (OSError, ValueError, UnknownPlan) as error:
        hint = "Compile the notebook again, and take the snapshot of the workspace after that."
        raise Refusal("Plan", f"the plan {task.plan} cannot be read: {error}", hint) from error
    if task.step not in plan.steps:
        raise Refusal("Plan", f"the plan has no step {task.step}", "Compile the notebook again.")
    return plan


def literals(plan: Plan, words: str) -> Iterator[tuple[str, str]]:
    """Values by name, as canonical literals."""
    for word in words.split():
        encoded_name, _, content = word.partition("=")
        name = unquote(encoded_name)
        kind = plan.types.get(name)
        if kind is None or content.startswith("{{"):
            hint = "Argo must evaluate expression templates: remove EXPRESSION_TEMPLATES=false from its controller."
            raise Refusal("Parameter", f"the parameter {name} did not arrive", hint)
        text = base64.b64decode(content).decode("utf-8", "surrogatepass")
        try:
            yield name, literal_for_type(text, kind)
        except NoLiteral as error:
            hint = f"The notebook has {name} = {plan.parameters[name]}."
            raise Refusal(
                "Parameter", f"the parameter {name} is of type {kind}, which {text!r} is not", hint
            ) from error


def input_artifact(task: PodTask, name: str, source: str) -> Json:
    record = result_record(task, source)
    artifact = record["outputs"].get(name) if record else None
    if artifact is None:
        hint = "Run that step again; a run and its steps must share one volume."
        message = f"the value of {name}, which step {source} provides, is not in {task.store}"
        raise Refusal("Input", message, hint)
    return dict(artifact)


def result_record(task: PodTask, step: str) -> Json | None:
    """The record of a step of this run; None when it has none that can be read."""
    try:
        result = json.loads((task.store / "runs" / task.run / "steps" / step / "result.json").read_bytes())
        key, _, identity = result["record"].partition("/")
        record: Json = json.loads((record_folder(task.store, key) / f"{identity}.json").read_bytes())
        return record
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def put_back_files(task: PodTask, plan: Plan, step: Step) -> None:
    """Files that steps before this one wrote in pods of their own, where the image alone holds the workspace."""
    store = ObjectStore(task.store)
    for name in steps_before(plan, step):
        for written in (result_record(task, name) or {}).get("writes", ()):
            path = Path(os.path.normpath(task.workspace / written["path"]))
            if written["path"].endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
            elif not path.exists():
                restore(store.path(written["digest"]), path, written["mode"])


def steps_before(plan: Plan, step: Step) -> list[str]:
    """Every step that must have run first, in plan order."""
    found = set(step.after)
    for earlier in reversed(list(plan.steps.values())):
        if earlier.name in found:
            found.update(earlier.after)
    return [name for name in plan.steps if name in found]


def report_outputs(task: PodTask) -> None:
    """Writes one file for each output parameter, after the step has succeeded; a pod without them has succeeded none the less."""
    record = result_record(task, task.step)
    if record is None:
        return
    try:
        write_outputs(task, record)
    except OSError as error:
        print(f"metrics and values cannot be reported to Argo: {error}", file=sys.stderr)


def write_outputs(task: PodTask, record: Json) -> None:
    texts = {file: json.dumps(record["metrics"][name]) for name, file in task.metrics.items()}
    texts["record"] = f"{record['key']}/{record['id']}"
    texts["values"] = json.dumps(small_values(record["outputs"]), ensure_ascii=False)
    texts["phase"] = phase(task)
    task.outputs.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (task.outputs / file).write_text(text, encoding="utf-8")


def small_values(outputs: Json) -> Json:
    """Numbers, truth values and short texts by name, as far as there is room."""
    found: Json = {}
    size = 0
    for name, artifact in outputs.items():
        text = artifact.get("inline", "") if artifact["serializer"] == "json" else ""
        if 0 < len(text) <= SMALL_VALUE and not text.startswith("{") and size + len(text) <= ALL_VALUES:
            found[name] = json.loads(text)
            size += len(name) + len(text)
    return found


def phase(task: PodTask) -> str:
    path = task.store / "runs" / task.run / "steps" / task.step / "result.json"
    return str(json.loads(path.read_bytes())["phase"])
