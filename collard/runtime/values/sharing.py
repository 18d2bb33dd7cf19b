"""Two names of one object stay one object: which names have to be stored together, because they share what can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .artifact import Trace
from .memory import Extent, Span, extent, overlapping, span_of


class Group(NamedTuple):
    """Names that are stored as one bundle (or one name alone), and the memory that arrays in them share."""

    names: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def group(traces: Mapping[str, Trace]) -> tuple[list[Group], list[str]]:
    """Groups of names, each name in exactly one, and a warning for each relation that cannot be kept."""
    union = _Union(traces)
    _join_identities(union, traces)
    spans: list[tuple[str, Span]] = []
    warnings: list[str] = []
    for cluster in overlapping(_extents(traces)):
        names = sorted({each.name for each in cluster})
        span = span_of(cluster)
        if span is None:
            warnings.append(lost("memory", names))
            continue
        union.join(names)
        spans.append((names[0], span))
    groups = [
        Group(names, tuple(span for name, span in spans if name in names)) for names in union.components()
    ]
    return groups, warnings


def _join_identities(union: _Union, traces: Mapping[str, Trace]) -> None:
    if len(traces) < 2:
        return
    owners: dict[int, str] = {}
    for name, trace in traces.items():
        own = trace.identities()
        shared = own & owners.keys()
        union.join([name, *{owners[identity] for identity in shared}])
        owners.update(dict.fromkeys(own - shared, name))


def _extents(traces: Mapping[str, Trace]) -> Sequence[Extent]:
    found = (extent(name, array) for name, trace in traces.items() for array in trace.arrays)
    return [each for each in found if each is not None]


def lost(what: str, names: Sequence[str]) -> str:
    """A warning that what the names share will be two things after loading."""
    effect = "after loading, a change of one no longer shows in the other"
    if len(names) == 1:
        return f"parts of `{names[0]}` share {what}; {effect}"
    quoted = [f"`{name}`" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]} share {what}; {effect}"


class _Union:
    """Disjoint sets of names."""

    def __init__(self, names: Mapping[str, Trace]) -> None:
        self._parents = {name: name for name in names}

    def root(self, name: str) -> str:
        while self._parents[name] != name:
            name = self._parents[name]
        return name

    def join(self, names: Sequence[str]) -> None:
        first = self.root(names[0])
        for name in names[1:]:
            self._parents[self.root(name)] = first

    def components(self) -> list[tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self._parents):
            found.setdefault(self.root(name), []).append(name)
        return [tuple(names) for names in found.values()]
