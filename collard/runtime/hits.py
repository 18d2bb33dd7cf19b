"""The hit rule: may a committed record stand for running the step? If not, it says why."""

from __future__ import annotations

import os
import posixpath
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .canonical import digest
from .objects import ObjectStore
from .observe.digests import Identity, details_digest, file_digest, folder_digest, identity
from .observe.distributions import Distributions
from .observe.lookups import ImportFolder
from .plan import Step
from .records import candidate_records

Json = dict[str, Any]

NEVER_RAN = "no finished result of this code with these inputs and parameters is stored"


@dataclass(frozen=True)
class Hit:
    """A record that may be used."""

    record: Json


@dataclass(frozen=True)
class Miss:
    """Why the step must run, as sentences about the nearest candidate."""

    reasons: tuple[str, ...]


@dataclass(frozen=True)
class HitRule:
    """What records are held against."""

    workspace: Path
    folder: str
    """Working folder of the step, as records name it."""
    store: ObjectStore
    distributions: Distributions

    def find(self, step: Step, key: str) -> Hit | Miss:
        """The newest usable record of a key."""
        if step.cache == "disabled":
            return Miss(("the step is tagged cache:disabled",))
        nearest: list[str] = []
        candidates = list(candidate_records(self.store.root, key))
        here = [record for record in candidates if record.get("folder") == self.folder]
        for record in here:
            reasons = self.against(record, step)
            if not reasons:
                return Hit(record)
            if not nearest or len(reasons) < len(nearest):
                nearest = reasons
        return Miss(tuple(nearest or [self.none_here(candidates)]))

    def none_here(self, elsewhere: list[Json]) -> str:
        """In another folder even a step that opened no file may have had another result: it may have asked where it is,
        and `import` looks there first. Records of earlier versions do not say where they come from."""
        if not elsewhere:
            return NEVER_RAN
        was = elsewhere[0].get("folder")
        if was is None:
            return "an earlier version of Collard did not write down in which folder it ran"
        return f"it ran in another folder, where relative paths mean other files: {was}, now {self.folder}"

    def against(self, record: Json, step: Step) -> list[str]:
        """Everything that speaks against a record."""
        if not record["reusable"] and step.cache != "enabled":
            return [f"its result is not reused by itself: {record['reason']}"]
        return [
            *self.missing_results(record, step),
            *self.changed_files(record),
            *self.changed_distributions(record),
            *self.changed_modules(record),
            *self.hidden_modules(record),
            *changed_variables(record),
            *self.missing_objects(record, step),
        ]

    def missing_results(self, record: Json, step: Step) -> list[str]:
        names = [output.name for output in step.outputs if output.name not in record["outputs"]]
        names += [metric.name for metric in step.metrics if metric.name not in record["metrics"]]
        return [f"the earlier result has no {name}" for name in names]

    def changed_files(self, record: Json) -> list[str]:
        reasons = []
        for read in record["reads"]:
            change = self.change_of(read)
            if change:
                reasons.append(f"{read['path']} {change}")
        return reasons

    def change_of(self, read: Json) -> str:
        """How a file that the step read differs now; empty when it does not."""
        path = self.location(read["path"])
        found = identity(path)
        if read["digest"] is None:
            return "was not there before" if found else ""
        if found is None:
            return "is gone"
        same = (str(found.mtime), str(found.ctime), str(found.inode)) == (
            read["mtime"],
            read["ctime"],
            read["inode"],
        )
        if same and found.size == read["size"] and read.get("seen") != "details":
            return ""
        try:
            if read["path"].endswith("/"):
                return change_of_folder(path, found, read)
            return "" if found.size == read["size"] and file_digest(path) == read["digest"] else "has changed"
        except OSError:
            return "cannot be read"

    def changed_distributions(self, record: Json) -> list[str]:
        reasons = []
        for name, was in record["distributions"].items():
            version = self.distributions.version(name)
            if version != was:
                reasons.append(
                    f"{name} {was} → {version}" if version else f"{name} {was} is not installed any more"
                )
        return reasons

    def changed_modules(self, record: Json) -> list[str]:
        reasons = []
        for module in record["modules"]:
            try:
                same = file_digest(self.location(module["path"])) == module["digest"]
            except OSError:
                same = False
            if not same:
                reasons.append(f"the local module {module['path']} has changed")
        return reasons

    def hidden_modules(self, record: Json) -> list[str]:
        """Local files that `import` would now find before a module that the step used."""
        known = {module["path"] for module in record["modules"]}
        hiding = []
        for lookup in record.get("lookups", []):
            folder = ImportFolder(self.location(lookup["folder"]))
            found = [file for file in map(folder.find, lookup["names"]) if file is not None]
            hiding += [posixpath.normpath(posixpath.join(lookup["folder"], file)) for file in found]
        return [f"the new module {path} hides one that it used" for path in hiding if path not in known]

    def missing_objects(self, record: Json, step: Step) -> list[str]:
        asked = [(output.name, record["outputs"].get(output.name)) for output in step.outputs]
        reasons = [
            f"the stored value of {name} is missing or damaged"
            for name, artifact in asked
            if artifact and not self.complete(artifact)
        ]
        for written in record["writes"]:
            if not written["path"].endswith("/") and not self.store.has(written["digest"], written["size"]):
                reasons.append(f"the stored content of {written['path']} is missing or damaged")
        return reasons

    def complete(self, artifact: Json) -> bool:
        if "inline" in artifact:
            return True
        return all(
            self.store.has(reference["digest"], reference["bytes"]) for reference in artifact["objects"]
        )

    def put_back(self, record: Json) -> None:
        """Restores the files that the step wrote and that are gone or differ; each whole or not at all."""
        for written in record["writes"]:
            path = Path(self.location(written["path"]))
            if written["path"].endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
            elif not holds(path, written):
                restore(self.store.path(written["digest"]), path, written["mode"])

    def location(self, name: str) -> str:
        return os.path.normpath(self.workspace / name)


def change_of_folder(path: str, found: Identity, read: Json) -> str:
    """A file in it may have changed without the folder itself, which only keeps the time of new and lost names."""
    seen = read.get("seen")
    if seen == "presence":
        return "" if found.is_folder else "is no folder any more"
    digest_now = details_digest(path) if seen == "details" else folder_digest(path)
    return "" if digest_now == read["digest"] else "holds other files"


def changed_variables(record: Json) -> list[str]:
    """Environment variables that are not what they were; records of earlier versions name none."""
    return [
        f"the environment variable {name} has changed"
        for name, was in record.get("environment", {}).items()
        if was != (digest(os.fsencode(os.environ[name])) if name in os.environ else None)
    ]


def holds(path: Path, written: Json) -> bool:
    found = identity(str(path))
    if found is None or found.size != written["size"]:
        return False
    try:
        return bool(file_digest(str(path)) == written["digest"])
    except OSError:
        return False


def restore(source: Path, path: Path, mode: int) -> None:
    unfinished = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, unfinished)
        unfinished.chmod(mode & 0o7777)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
