"""numpy arrays that look at the same memory: finding them, and storing the memory once with a recipe for each array."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

# A cluster with more arrays than this is taken to overlap wherever its ranges do.
_PAIRS_LIMIT = 200
# Effort that numpy may spend to prove that two interleaved arrays share nothing.
_EFFORT = 1000
# Memory may be this much larger than the arrays over it before a shared block is not worth storing.
_WASTE = 4
_WASTE_ALLOWED = 64 << 20


class Extent(NamedTuple):
    """The range of addresses of an array."""

    low: int
    high: int
    name: str
    array: Any


class Span:
    """A range of memory that several arrays look at, as one array of bytes. Keeps an owner of the memory alive."""

    def __init__(self, low: int, high: int, owner: Any) -> None:
        self.low = low
        self.high = high
        self._owner = owner
        # numpy's own protocol for memory that somebody else owns.
        self.__array_interface__ = {
            "version": 3,
            "data": (low, False),
            "shape": (high - low,),
            "typestr": "|u1",
        }
        numpy: Any = sys.modules["numpy"]
        self.bytes = numpy.asarray(self)


def extent(name: str, array: Any) -> Extent | None:
    """Where the array lies; nothing when it is empty."""
    if array.size == 0:
        return None
    low = high = array.__array_interface__["data"][0]
    for length, stride in zip(array.shape, array.strides):
        reach = (length - 1) * stride
        low, high = (low, high + reach) if reach > 0 else (low + reach, high)
    return Extent(low, high + array.itemsize, name, array)


def overlapping(extents: Sequence[Extent]) -> list[list[Extent]]:
    """Sets of two or more different arrays that are connected by shared memory."""
    clusters = []
    for near in _touching(extents):
        if len({id(each.array) for each in near}) < 2:
            continue
        clusters += _sharing(near) if len(near) <= _PAIRS_LIMIT else [near]
    return clusters


def span_of(cluster: Sequence[Extent]) -> Span | None:
    """The memory to store for a cluster; nothing when it cannot be stored as bytes or is mostly something else."""
    numpy: Any = sys.modules["numpy"]
    if any(type(each.array) is not numpy.ndarray or each.array.dtype.hasobject for each in cluster):
        return None
    low, high = min(each.low for each in cluster), max(each.high for each in cluster)
    needed = sum({id(each.array): each.array.nbytes for each in cluster}.values())
    if high - low > max(_WASTE * needed, _WASTE_ALLOWED):
        return None
    return Span(low, high, [each.array for each in cluster])


def _touching(extents: Sequence[Extent]) -> list[list[Extent]]:
    """Arrays whose address ranges overlap, directly or through others: one sweep over the sorted ranges."""
    clusters: list[list[Extent]] = []
    reach = -1
    for each in sorted(extents, key=lambda each: each.low):
        if each.low < reach:
            clusters[-1].append(each)
        else:
            clusters.append([each])
        reach = max(reach, each.high)
    return clusters


def _sharing(near: Sequence[Extent]) -> list[list[Extent]]:
    """Splits arrays with overlapping ranges by whether they share an element: interleaved columns do not."""
    clusters: list[list[Extent]] = []
    for each in near:
        joined = [cluster for cluster in clusters if any(_share(each, other) for other in cluster)]
        clusters = [cluster for cluster in clusters if all(cluster is not other for other in joined)]
        clusters.append([each, *itertools.chain.from_iterable(joined)])
    return [cluster for cluster in clusters if len({id(each.array) for each in cluster}) > 1]


def _share(one: Extent, other: Extent) -> bool:
    numpy: Any = sys.modules["numpy"]
    if one.array is other.array:
        return True
    try:
        return bool(numpy.shares_memory(one.array, other.array, max_work=_EFFORT))
    except getattr(numpy, "exceptions", numpy).TooHardError:  # moved in numpy 1.25
        return True
