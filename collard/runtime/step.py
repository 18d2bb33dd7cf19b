"""Runs one step. `run_step` is the table of contents of docs/store-and-runtime.md, "What a step does"."""

from __future__ import annotations

import ast
import gc
import io
import json
import os
import sys
import time
import traceback
from dataclasses import dataclass
from typing import Any

from .attempt import set_up_process, write_notebook, write_result
from .capture import Capture
from .cells import CellSources
from .disk import StoreTrouble, hint
from .events import EventSink
from .failure import StepError, StepFailure, cell_failure
from .failure_state import save_failure
from .hits import Hit, HitRule
from .keys import parameter_literals, step_key
from .log import Log
from .mask import Masker
from .metrics import read_metrics
from .notebook import executed_notebook
from .objects import ObjectStore
from .observe import Observation, Observer
from .observe.literals import quoted_texts, texts_in
from .observe.native import native_readers_loaded
from .observe.territory import Territory
from .plan import Plan, Step
from .records import build_record, commit_record, record_folder, store_notebook, store_writes
from .request import Request
from .results import load_inputs, save_outputs
from .turn import take_turn
from .warm import WarmEnvironment

SUCCEEDED, FAILED, BROKEN = 0, 1, 3


@dataclass
class StepRun:
    """One attempt under way: what was asked, and the parts that work on it."""

    request: Request
    plan: Plan
    step: Step
    key: str
    environment: WarmEnvironment
    events: EventSink
    masker: Masker
    store: ObjectStore
    sources: CellSources
    capture: Capture
    observer: Observer
    begun: float

    @property
    def namespace(self) -> dict[str, Any]:
        return self.environment.shell.namespace

    @property
    def folder(self) -> str:
        """The working folder, as records name it."""
        return self.observer.territory.name(os.path.normpath(self.request.cwd))

    def seconds(self) -> float:
        return round(time.monotonic() - self.begun, 6)


def run_step(request: Request, environment: WarmEnvironment, events: EventSink, log: Log) -> int:
    """Runs the step; returns the exit code."""
    begun = time.monotonic()
    try:
        run = prepare(request, environment, events, log, begun)
    except Exception as error:
        return broken(request, events, begun, error)
    try:
        wait_for_turn(run)
        if find_hit(run):  # 1
            return SUCCEEDED
        set_up_namespace(run)  # 2
        execute(run, "prologue", "definition")  # 3
        provide_inputs(run)  # 4
        execute(run, "body")  # 5
        metrics = report_metrics(run)  # 6
        outputs = save_outputs(run)  # 7
        seen, writes = store_written_files(run)  # 8
        notebook = notebook_text(run)
        record = commit(run, metrics, outputs, seen, writes, notebook)  # 9
        succeed(run, record, outputs, notebook)  # 10
        return SUCCEEDED
    except StepFailure as failure:
        return failed(run, failure)
    except StoreTrouble as trouble:
        return failed(run, environment_failure(trouble, trouble.hint))
    except OSError as error:
        return failed(run, environment_failure(error, hint(error.errno)))
    except Exception as error:
        return broken(request, events, begun, error)


def start_step(request: Request, environment: WarmEnvironment, events: EventSink, redirect: bool) -> int:
    """Makes this process the step's and runs it. A store that cannot be written is told even before there is a log."""
    try:
        log = set_up_process(request, redirect)
    except OSError as error:
        told = environment_failure(error, hint(error.errno)).error.json()
        events.send("step-failed", error=told, seconds=0)
        return FAILED
    return run_step(request, environment, events, log)


def prepare(
    request: Request, environment: WarmEnvironment, events: EventSink, log: Log, begun: float
) -> StepRun:
    plan = environment.plan(request.plan)
    step = plan.steps[request.step]
    key = request.key or step_key(request, plan, step)
    masker = Masker(os.environ.get(name, "") for name in request.secrets)
    sources = CellSources(plan.cells)
    territory = Territory(request.workspace, request.store, environment.installed)
    capture = Capture(events, log, masker)
    observer = Observer(
        territory,
        environment.last_module,
        environment.shell_modules,
        environment.inotify,
        environment.probes,
        request.secrets,
    )
    store = ObjectStore(request.store)
    events.send("step-started", key=key, pid=os.getpid())
    return StepRun(
        request, plan, step, key, environment, events, masker, store, sources, capture, observer, begun
    )


def wait_for_turn(run: StepRun) -> None:
    message = "another process runs this very step in the same store; waiting until it has ended"
    folder = record_folder(run.request.store, run.key)
    take_turn(folder, lambda: run.events.send("step-warning", code="waiting", message=message))


def find_hit(run: StepRun) -> bool:
    """Uses a committed record instead of running, when the request asks for that and there is one."""
    if not run.request.check:
        return False
    rule = HitRule(run.request.workspace, run.folder, run.store, run.environment.distributions)
    found = rule.find(run.step, run.key)
    if not isinstance(found, Hit):
        run.events.send_engine_event("step-missed", key=run.key, why="; ".join(found.reasons))
        return False
    rule.put_back(found.record)
    reference = f"{run.key}/{found.record['id']}"
    write_result(run.request, "cached", reference)
    run.events.send_engine_event(
        "step-cached",
        record=reference,
        outputs=sizes(found.record["outputs"]),
        metrics=found.record["metrics"],
    )
    return True


def set_up_namespace(run: StepRun) -> None:
    """Attaches the shell, begins to observe, and defines the parameters."""
    sys.stdout, sys.stderr = run.capture.stdout, run.capture.stderr
    run.environment.shell.attach(run.capture, run.sources)
    literals = parameter_literals(run.request, run.plan, run.step)
    parameters = {name: ast.literal_eval(text) for name, text in literals.items()}
    run.namespace.update(parameters)
    run.observer.add_texts(quoted_texts(block.source for block in run.step.blocks) | texts_in(parameters))
    run.observer.start(native_readers_loaded(run.observer.territory, run.environment.libraries))


def execute(run: StepRun, *kinds: str) -> None:
    """Executes the blocks of these kinds; stops at the first that raises."""
    for block in run.step.blocks:
        if block.kind not in kinds:
            continue
        begun = time.monotonic()
        run.capture.start(block, run.sources.position(block) + 1)
        if block.kind == "body":
            run.events.send("cell-started", cell=block.cell)
        error = run.environment.shell.run(block)
        shown = [output for output in run.capture.executed[-1].outputs if output["output_type"] == "error"]
        run.capture.finish()
        if block.kind == "body":
            run.events.send("cell-finished", cell=block.cell, seconds=round(time.monotonic() - begun, 6))
        if error is not None:
            raise cell_failure(error, shown[-1]["traceback"] if shown else [], run.sources)


def provide_inputs(run: StepRun) -> None:
    inputs = load_inputs(run)
    run.namespace.update(inputs)
    for value in inputs.values():
        run.observer.add_texts(texts_in(value))


def report_metrics(run: StepRun) -> dict[str, float]:
    metrics = read_metrics(run.step, run.namespace)
    run.observer.stop()
    for name, value in metrics.items():
        run.events.send("metric", name=name, value=value)
    return metrics


def store_written_files(run: StepRun) -> tuple[Observation, list[dict[str, Any]]]:
    if any(touch.written for touch in run.observer.files.touches.values()):
        flush_open_files()
    imports = run.environment.with_brought(set(run.step.imports))
    own = run.environment.shell.own_names()
    namespace = {name: value for name, value in run.namespace.items() if name not in own}
    seen = run.observer.observation(imports, namespace, run.environment.distributions)
    return seen, store_writes(seen, run.store)


def flush_open_files() -> None:
    """What the user wrote to a file and did not close belongs to the file, as when a kernel ends."""
    for candidate in gc.get_objects():
        if type(candidate) in (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom):
            try:
                candidate.flush()
            except (OSError, ValueError):
                continue  # closed or broken: nothing of it reaches the file


def commit(
    run: StepRun,
    metrics: dict[str, float],
    outputs: dict[str, Any],
    seen: Observation,
    writes: list[Any],
    notebook: str,
) -> str:
    """The moment at which the step has happened."""
    stored = store_notebook(notebook, run.store)
    record = build_record(
        run.key, run.folder, run.step.name, run.seconds(), outputs, metrics, seen, writes, stored
    )
    return commit_record(run.request.store, record)


def succeed(run: StepRun, record: str, outputs: dict[str, Any], notebook: str) -> None:
    write_result(run.request, "succeeded", record)
    run.events.send("step-succeeded", record=record, seconds=run.seconds(), outputs=sizes(outputs))
    try:
        write_notebook(run.request, notebook)  # nobody has to wait for it: the record holds the same
    except StoreTrouble:
        pass


def failed(run: StepRun, failure: StepFailure) -> int:
    """Keeps the state of the step, and tells what happened. Nothing that goes wrong here hides the user's error."""
    run.observer.stop()
    error = run.masker.json(failure.error.json())
    try:
        save_failure(run, error, failure.cause)
        write_notebook(run.request, notebook_text(run))
    except Exception as trouble:
        run.events.send("step-warning", code="state-not-saved", message=str(trouble))
    run.events.send("step-failed", error=error, seconds=run.seconds())
    return FAILED


def environment_failure(trouble: Exception, advice: str) -> StepFailure:
    return StepFailure(StepError("environment", type(trouble).__name__, str(trouble), advice, retryable=True))


def broken(request: Request, events: EventSink, begun: float, error: Exception) -> int:
    """Our own failure: told in full, so that it can be reported."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    os.write(2, "".join(lines).encode("utf-8", "replace"))
    told = StepError(
        "internal",
        type(error).__name__,
        str(error),
        "This is a fault of Collard. Please report it with the log of this step.",
        traceback=tuple(lines),
    )
    events.send("step-failed", error=told.json(), seconds=round(time.monotonic() - begun, 6))
    return BROKEN


def notebook_text(run: StepRun) -> str:
    notebook = run.masker.json(executed_notebook(run.capture.executed))
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def sizes(artifacts: dict[str, Any]) -> dict[str, int]:
    return {name: artifact["bytes"] for name, artifact in artifacts.items()}
