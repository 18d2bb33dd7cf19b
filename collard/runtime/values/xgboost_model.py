"""Serializer `xgboost-ubj`: an xgboost `Booster` in the library's own binary JSON, which later versions can read.

The training configuration travels beside the model, so that training can go on where it stopped.
"""

from __future__ import annotations

import sys
from typing import Any

from .artifact import Encoded, Stored, Trace

NAME = "xgboost-ubj"


def handles(kind: type) -> bool:
    xgboost: Any = sys.modules.get("xgboost")
    return xgboost is not None and kind is getattr(xgboost, "Booster", None)


def accepts(value: object) -> bool:
    return handles(type(value))


def encode(booster: Any) -> Encoded:
    model = bytes(booster.save_raw(raw_format="ubj"))
    configuration = memoryview(booster.save_config().encode())
    trace = Trace(identities=lambda: {id(booster)})
    return Encoded(NAME, len(model), lambda: [model], buffers=[configuration], trace=trace)


def decode(stored: Stored) -> object:
    import xgboost

    booster = xgboost.Booster()
    booster.load_model(bytearray(stored.main()))
    try:
        booster.load_config(bytes(stored.buffers()[0]).decode())
    except xgboost.core.XGBoostError:
        # Another version: the model, which is what predicts, is complete without it.
        return booster
    return booster
