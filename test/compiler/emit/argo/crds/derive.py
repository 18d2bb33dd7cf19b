"""Makes `argo-v4.0.5.json` from the custom resource definitions of Argo Workflows (manifests/base/crds/full of the module).

Usage: python derive.py <folder of the definitions> > argo-v4.0.5.json

Descriptions and the status are left out, equal parts are written once, and objects that the API server would prune of
unknown fields are closed, so that a misspelled field is an error here as it is there.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml

FILES = {"Workflow": "workflows", "WorkflowTemplate": "workflowtemplates", "CronWorkflow": "cronworkflows"}
LARGE = 160
"""Characters from which on a part gets a name of its own."""

Json = dict[str, Any]


def schema_of(path: Path) -> Json:
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    schema: Json = document["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    schema["properties"].pop("status", None)
    schema["properties"]["metadata"] = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    return schema


def plain(node: Any) -> Any:
    """Without descriptions, with unknown fields refused, and with Kubernetes' own keywords translated."""
    if isinstance(node, list):
        return [plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: plain(item) for name, item in node.items() if not is_prose(name, item)}
    keeps = found.pop("x-kubernetes-preserve-unknown-fields", False)
    if found.pop("x-kubernetes-int-or-string", False):
        return {"type": ["integer", "string"]}
    found = {name: item for name, item in found.items() if not is_keyword(name, item)}
    if "properties" in found and found.get("type") == "object" and not keeps:
        found.setdefault("additionalProperties", False)
    return found


def is_prose(name: str, item: Any) -> bool:
    return name == "description" and isinstance(item, str)


def is_keyword(name: str, item: Any) -> bool:
    return name.startswith("x-kubernetes-") or (name in ("format", "default") and not isinstance(item, dict))


def shared(node: Any, definitions: Json) -> Any:
    """Replaces every large part by a reference to the one of its kind."""
    if isinstance(node, list):
        return [shared(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: shared(item, definitions) for name, item in node.items()}
    text = json.dumps(found, sort_keys=True)
    if len(text) < LARGE or not isinstance(found.get("type"), str):
        return found
    name = hashlib.sha256(text.encode()).hexdigest()[:10]
    definitions[name] = found
    return {"$ref": f"#/definitions/{name}"}


def main(folder: Path) -> None:
    definitions: Json = {}
    kinds = {
        kind: shared(plain(schema_of(folder / f"argoproj.io_{name}.yaml")), definitions)
        for kind, name in FILES.items()
    }
    json.dump({"definitions": definitions, "kinds": kinds}, sys.stdout, sort_keys=True, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
