"""The Jupyter server extension: a thin door to our Node server. Jupyter's own process checks who may come in."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """What Jupyter asks an extension module for."""
    from .extension import CollardExtension

    return [{"module": "collard.jupyter", "app": CollardExtension}]
