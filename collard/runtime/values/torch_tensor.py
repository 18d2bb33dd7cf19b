"""Serializer `torch`: a tensor, or a dict of tensors such as a `state_dict`, in torch's own format.

Loading uses `weights_only`, which runs no code of the file. Modules and optimizers are pickles: they are code.
"""

from __future__ import annotations

import io
import sys
from typing import Any

from .artifact import Encoded, Stored, Trace

NAME = "torch"


def handles(kind: type) -> bool:
    torch: Any = sys.modules.get("torch")
    return torch is not None and kind is getattr(torch, "Tensor", None)


def accepts(value: object) -> bool:
    if type(value) is dict or type(value).__qualname__ == "OrderedDict":
        content: Any = value
        return len(content) > 0 and all(
            type(name) is str and handles(type(tensor)) for name, tensor in content.items()
        )
    return handles(type(value))


def encode(value: Any) -> Encoded:
    import torch

    file = io.BytesIO()
    torch.save(value, file)
    data = file.getbuffer()
    parts = [value, *value.values()] if hasattr(value, "values") and not handles(type(value)) else [value]
    return Encoded(NAME, len(data), lambda: [data], trace=Trace(identities=lambda: set(map(id, parts))))


def decode(stored: Stored) -> object:
    import torch

    return torch.load(io.BytesIO(stored.main()), weights_only=True)
