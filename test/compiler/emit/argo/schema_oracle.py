"""Says what Argo's schema and Hera's models have against YAML documents, and how YAML 1.1, which Kubernetes reads, takes them.

Reads a JSON array of YAML streams on stdin; prints a JSON array of `{"objects": […], "errors": […]}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from hera.workflows import models

SCHEMA = json.loads((Path(__file__).parent / "crds" / "argo-v4.0.5.json").read_text(encoding="utf-8"))
VALIDATORS = {
    kind: jsonschema.Draft7Validator({**schema, "definitions": SCHEMA["definitions"]})
    for kind, schema in SCHEMA["kinds"].items()
}
MODELS = {
    "Workflow": models.Workflow,
    "WorkflowTemplate": models.WorkflowTemplate,
    "CronWorkflow": models.CronWorkflow,
}


def judged(text: str) -> dict[str, Any]:
    objects = list(yaml.safe_load_all(text))
    return {"objects": objects, "errors": [error for found in objects for error in errors_of(found)]}


def errors_of(found: dict[str, Any]) -> list[str]:
    kind = found["kind"]
    if kind == "ConfigMap":
        return []
    errors = [f"{error.json_path}: {error.message[:200]}" for error in VALIDATORS[kind].iter_errors(found)]
    try:
        MODELS[kind].model_validate(found)
    except ValueError as error:
        errors.append(f"hera: {error}")
    return errors


print(json.dumps([judged(text) for text in json.load(sys.stdin)], default=str))
