"""Serializer `npy`: plain numpy arrays in numpy's own file format, mapped into memory when they are loaded.

The mapping is private: a step may change the array in place, its changes never reach the object file.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..objects import Chunk
from .artifact import Encoded, Stored, Trace

NAME = "npy"

# Bytes of one piece when the array is not contiguous and has to be copied piece by piece.
_PIECE = 4 << 20


def accepts(value: object) -> bool:
    """Exact `ndarray`s whose dtype the format can describe. A read-only array keeps its flag as a pickle instead."""
    numpy: Any = sys.modules.get("numpy")
    if numpy is None or type(value) is not numpy.ndarray:
        return False
    array: Any = value
    return bool(array.flags.writeable) and _describable(numpy, array.dtype)


def encode(value: object) -> Encoded:
    array: Any = value
    header = _header(array)
    return Encoded(
        NAME,
        len(header) + array.nbytes,
        lambda: _chunks(header, array),
        trace=Trace(lambda: {id(array)}, [array]),
    )


def decode(stored: Stored) -> object:
    import numpy

    memory = stored.map_main()
    head = io.BytesIO(memory[: 1 << 16])
    major, _minor = numpy.lib.format.read_magic(head)
    if major == 1:
        shape, fortran, dtype = numpy.lib.format.read_array_header_1_0(head)
    else:
        head = io.BytesIO(memory)
        numpy.lib.format.read_magic(head)
        shape, fortran, dtype = numpy.lib.format.read_array_header_2_0(head)
    return numpy.ndarray(shape, dtype, memory, head.tell(), order="F" if fortran else "C")


def _describable(numpy: Any, dtype: Any) -> bool:
    if dtype.hasobject or dtype.metadata or dtype.itemsize == 0 or dtype.kind not in "?biufcmMSUV":
        return False
    if dtype.kind != "V":
        return int(dtype.isbuiltin) != 2
    try:
        return _same_structure(numpy, dtype)
    except (TypeError, ValueError):
        return False


def _same_structure(numpy: Any, dtype: Any) -> bool:
    """Whether a structured dtype comes back from its description as it was, alignment included."""
    again = numpy.lib.format.descr_to_dtype(numpy.lib.format.dtype_to_descr(dtype))
    return (
        bool(again == dtype) and again.isalignedstruct == dtype.isalignedstruct and again.names == dtype.names
    )


def _header(array: Any) -> bytes:
    import numpy

    text = io.BytesIO()
    description = numpy.lib.format.header_data_from_array_1_0(array)
    try:
        numpy.lib.format.write_array_header_1_0(text, description)
    except ValueError:
        text = io.BytesIO()
        numpy.lib.format.write_array_header_2_0(text, description)
    return text.getvalue()


def _chunks(header: bytes, array: Any) -> Iterable[Chunk]:
    yield header
    if array.size == 0:
        return
    if array.flags.c_contiguous:
        yield _memory(array)
    elif array.flags.f_contiguous:
        yield _memory(array.T)
    else:
        yield from _copied(array)


def _memory(array: Any) -> memoryview:
    """The bytes of a C-contiguous array. Through a view as bytes, since dates have no buffer interface."""
    return memoryview(array.reshape(-1).view("u1"))


def _copied(array: Any) -> Iterator[bytes]:
    import numpy

    count = max(_PIECE // array.itemsize, 1)
    flags = ["external_loop", "buffered", "zerosize_ok"]
    for piece in numpy.nditer(array, flags=flags, buffersize=count, order="C"):  # type: ignore[call-overload]
        yield piece.tobytes("C")
