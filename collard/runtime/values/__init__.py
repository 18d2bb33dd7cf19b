"""Values between steps: how a step's variables become artifacts in the store, and become variables again.

    save     saving.py      encode each name, find what is shared, store each group once
    load     loading.py     the way back
    preview  preview.py     what people see, without saving

The serializers, tried in this order, are `scalar.py` (json), `array.py` (npy), those of `native.py` (a library's own
format) and `pickled.py` (everything else). No library is imported that a value has not already imported.
"""

from .artifact import Artifact, LoadError, Refusal, Saved, SaveError
from .description import describe
from .loading import load
from .preview import preview_text
from .saving import save

__all__ = ["Artifact", "LoadError", "Refusal", "SaveError", "Saved", "load", "preview", "save"]


def preview(value: object) -> Artifact:
    """The manifest of a value (type, shape, length, dtype, columns, preview) as far as it has one, without saving."""
    return {**describe(value), "preview": preview_text(value)}
