"""Serializer `xgboost-dmatrix`: an xgboost `DMatrix` in the library's binary format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .artifact import Encoded, Stored, Trace

NAME = "xgboost-dmatrix"


def handles(kind: type) -> bool:
    """Exactly `DMatrix`: its subclasses (quantile and external memory) have no file format."""
    xgboost: Any = sys.modules.get("xgboost")
    return xgboost is not None and kind is getattr(xgboost, "DMatrix", None)


def accepts(value: object) -> bool:
    return handles(type(value))


def encode(matrix: Any) -> Encoded:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="collard-") as folder:
        path = Path(folder, "matrix.buffer")
        matrix.save_binary(str(path))
        data = path.read_bytes()
    return Encoded(NAME, len(data), lambda: [data], trace=Trace(identities=lambda: {id(matrix)}))


def decode(stored: Stored) -> object:
    import tempfile

    import xgboost

    with tempfile.TemporaryDirectory(prefix="collard-") as folder:
        path = Path(folder, "matrix.buffer")
        path.write_bytes(stored.main())
        return xgboost.DMatrix(str(path))
