"""Tells our Node server what a kernel is. Only Jupyter knows: kernels come from many folders, and from other packages."""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpec, NoSuchKernel
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler

from .refusal import Refusal

KERNEL_HEADER = "X-Collard-Kernel"

BARE_PYTHON = ("python", f"python{sys.version_info[0]}", f"python{sys.version_info[0]}.{sys.version_info[1]}")
"""Commands in whose place jupyter_client starts the Python that the Jupyter server itself runs on."""


async def kernel_headers(handler: APIHandler, name: str) -> dict[str, str]:
    """The header about the kernel of this name, without one the default kernel. Raises `Refusal` when there is none."""
    name = name or handler.kernel_manager.default_kernel_name
    try:
        spec: KernelSpec = await ensure_async(handler.kernel_spec_manager.get_kernel_spec(name))
    except (NoSuchKernel, ValueError):
        message = f"The Jupyter server has no kernel {name}."
        raise Refusal(404, "kernel-missing", message, "Choose another kernel for the notebook.") from None
    return {KERNEL_HEADER: encoded(described(name, spec))}


def described(name: str, spec: KernelSpec) -> dict[str, Any]:
    program, *words = spec.argv or [""]
    return {
        "name": name,
        "display_name": spec.display_name,
        "language": spec.language,
        "argv": [sys.executable if program in BARE_PYTHON else program, *words],
        "env": spec.env,
    }


def encoded(content: dict[str, Any]) -> str:
    """Headers are ASCII; paths and names need not be."""
    return base64.b64encode(json.dumps(content).encode("utf-8")).decode("ascii")
