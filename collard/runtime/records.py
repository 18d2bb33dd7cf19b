"""Records: what one execution of a step key produced. Committed as one file, after everything that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from .canonical import canonical, digest
from .disk import write_file
from .keys import python_name
from .objects import ObjectReference, ObjectStore
from .observe import Observation
from .observe.digests import chunks
from .observe.observer import FileRead

RECORD_VERSION = 1
INLINE_NOTEBOOK = 16 << 10
"""Executed notebooks up to this many bytes stand in the record itself, which saves a flush."""
EMPTY: ObjectReference = {"digest": digest(b""), "bytes": 0}
"""Stands for the content of a folder; there is no such object."""

Json = dict[str, Any]


def record_id(key: str, folder: str, reads: list[Json], modules: list[Json], seen: Observation) -> str:
    """Digest of what a hit must still find; equal executions get equal names."""
    content = {
        "key": key,
        "folder": folder,
        "reads": [[read["path"], read["digest"]] for read in reads],
        "distributions": seen.distributions,
        "environment": seen.environment,
        "modules": [[module["path"], module["digest"]] for module in modules],
    }
    return digest(canonical(content))


def build_record(
    key: str, folder: str, step: str, seconds: float, outputs: Json, metrics: dict[str, float], seen: Observation,
    writes: list[Json], notebook: Json,
) -> Json:  # fmt: skip
    """A record as protocol/record.ts describes it. `folder`: the working folder; `notebook`: what `store_notebook` returned."""
    reads = [read_entry(read) for read in seen.reads]
    modules = [{"path": path, "digest": found} for path, found in sorted(seen.modules.items())]
    return {
        "version": RECORD_VERSION,
        "key": key,
        "id": record_id(key, folder, reads, modules, seen),
        "step": step,
        "folder": folder,
        "created": now(),
        "seconds": seconds,
        "outputs": outputs,
        "metrics": metrics,
        "reads": reads,
        "writes": writes,
        "distributions": dict(sorted(seen.distributions.items())),
        "modules": modules,
        "lookups": [{"folder": lookup.folder, "names": list(lookup.names)} for lookup in seen.lookups],
        "environment": seen.environment,
        "reusable": not seen.reasons,
        "reason": "; ".join(seen.reasons),
        "python": python_name(),
        **notebook,
    }


def read_entry(read: FileRead) -> Json:
    found = read.identity
    return {
        "path": read.path,
        "size": found.size if found else 0,
        "digest": read.digest,
        "mtime": str(found.mtime if found else 0),
        "ctime": str(found.ctime if found else 0),
        "inode": str(found.inode if found else 0),
        **({"seen": read.seen} if read.seen else {}),
    }


def store_writes(seen: Observation, store: ObjectStore) -> list[Json]:
    """Puts the files that the step wrote into the store, so that they can be put back."""
    entries = []
    for written in seen.writes:
        folder = written.path.endswith("/")
        found = EMPTY if folder else store.put(chunks(written.location))
        entries.append(
            {"path": written.path, "size": found["bytes"], "digest": found["digest"], "mode": written.mode}
        )
    return entries


def store_notebook(text: str, store: ObjectStore) -> Json:
    """The executed notebook as fields of a record: inline when it is small."""
    data = text.encode("utf-8", "backslashreplace")
    if len(data) <= INLINE_NOTEBOOK:
        return {"notebook": None, "notebookInline": data.decode()}
    return {"notebook": dict(store.put([data]))}


def commit_record(store: Path, record: Json) -> str:
    """Writes the record durably; returns its reference `<key>/<id>`. The last of two equal ones wins."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    write_file(store, record_folder(store, record["key"]) / f"{record['id']}.json", text, durable=True)
    return f"{record['key']}/{record['id']}"


def candidate_records(store: Path, key: str) -> Iterator[Json]:
    """Every readable record of a key, newest first. One that cannot be read counts as absent."""
    found = []
    for path in record_folder(store, key).glob("*.json"):
        try:
            record = json.loads(path.read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(record, dict) and record.get("version") == RECORD_VERSION:
            found.append(record)
    return iter(sorted(found, key=lambda record: str(record["created"]), reverse=True))


def record_folder(store: Path, key: str) -> Path:
    return store / "records" / key[:2] / key


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
