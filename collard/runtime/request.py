"""What the engine asks for: one attempt of one step, with everything that is decided outside the step."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Request:
    """One attempt of one step. All paths are absolute; `inputs` are artifacts by name (protocol/artifact.ts)."""

    plan: Path
    step: str
    run: str
    attempt: int
    key: str | None
    workspace: Path
    store: Path
    cwd: Path
    folder: Path
    """Folder of the attempt, for the log and the executed notebook."""
    parameters: dict[str, str]
    inputs: dict[str, Any]
    check: bool
    secrets: tuple[str, ...]
    """Names of environment variables whose values must not be shown."""


def read_request(path: Path) -> Request:
    """Reads `request.json` of an attempt."""
    return parse_request(json.loads(path.read_text(encoding="utf-8")))


def parse_request(document: dict[str, Any]) -> Request:
    return Request(
        plan=Path(document["plan"]),
        step=document["step"],
        run=document["run"],
        attempt=document["attempt"],
        key=document.get("key"),
        workspace=Path(document["workspace"]),
        store=Path(document["store"]),
        cwd=Path(document["cwd"]),
        folder=Path(document["folder"]),
        parameters=dict(document.get("parameters", {})),
        inputs=dict(document.get("inputs", {})),
        check=bool(document.get("check", False)),
        secrets=tuple(document.get("secrets", ())),
    )
