"""Serializer `keras`: a Keras model in its `.keras` archive. Layers defined in the notebook are looked up there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .artifact import Encoded, Stored, Trace

NAME = "keras"


def handles(kind: type) -> bool:
    keras: Any = sys.modules.get("keras")
    model = getattr(keras, "Model", None)
    return isinstance(model, type) and issubclass(kind, model)


def accepts(value: object) -> bool:
    return handles(type(value))


def encode(model: Any) -> Encoded:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="collard-") as folder:
        path = Path(folder, "model.keras")
        model.save(path)
        data = path.read_bytes()
    return Encoded(NAME, len(data), lambda: [data], trace=Trace(identities=lambda: {id(model)}))


def decode(stored: Stored) -> object:
    import tempfile

    import keras

    custom = {name: value for name, value in stored.namespace.items() if isinstance(value, type)}
    with tempfile.TemporaryDirectory(prefix="collard-") as folder:
        path = Path(folder, "model.keras")
        path.write_bytes(stored.main())
        return keras.models.load_model(path, custom_objects=custom)
