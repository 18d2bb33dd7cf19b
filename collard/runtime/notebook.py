"""The executed notebook of a step: its cells with what they showed, as nbformat 4.5 JSON."""

from __future__ import annotations

import re
import sys
from typing import Any

from .capture import ExecutedBlock


def executed_notebook(executed: list[ExecutedBlock]) -> dict[str, Any]:
    """A notebook that any Jupyter opens. Cell ids are the ones of the source notebook, as far as they are unique."""
    taken: set[str] = set()
    return {
        "cells": [notebook_cell(block, taken) for block in executed],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python", "version": ".".join(map(str, sys.version_info[:3]))},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def notebook_cell(executed: ExecutedBlock, taken: set[str]) -> dict[str, Any]:
    block = executed.block
    return {
        "cell_type": "code",
        "execution_count": executed.execution_count,
        "id": unique_id(block.cell, taken),
        "metadata": {"collard": {"cell": block.cell, "kind": block.kind, "line": block.line}},
        "outputs": executed.outputs,
        "source": block.source,
    }


def unique_id(cell: str, taken: set[str]) -> str:
    """An id of the letters that nbformat allows; pieces of one cell get a number."""
    base = re.sub("[^a-zA-Z0-9_-]", "-", cell)[:56] or "cell"
    number = 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name
