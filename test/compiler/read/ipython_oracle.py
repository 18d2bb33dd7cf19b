"""IPython's own opinion about cells, for the tests of the IPython pass.

Reads a JSON list of `{"cell": …, "python": …}` from stdin, where `python` is what the pass made of the cell. Prints for each one
`{"lines": […], "magic": …, "parses": …, "ours": …}`: the lines (from 1) that IPython rewrites, whether the cell is a cell magic, whether
IPython's result is valid Python, and whether `python` is.
"""

from __future__ import annotations

import ast
import json
import sys
import warnings
from typing import Any

from IPython.core import inputtransformer2

# IPython's transformer carries no types.
TransformerManager: Any = inputtransformer2.TransformerManager


def is_python(text: str) -> bool:
    """Whether CPython compiles the text, with `await` at the top level as in a notebook."""
    try:
        compile(text, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST)
    except SyntaxError:
        return False
    return True


def changed_region(before: list[str], after: list[str]) -> tuple[int, int]:
    """First and last + 1 index of the lines that one transformation replaced by a single line."""
    start = 0
    while start < len(after) and before[start] == after[start]:
        start += 1
    return start, len(before) - (len(after) - start - 1)


def opinion(cell: str, ours: str) -> dict[str, Any]:
    """What IPython makes of one cell, in the terms of the cell as written."""
    manager = TransformerManager()
    lines = (cell if cell.endswith("\n") else cell + "\n").splitlines(keepends=True)
    blank = next((index for index, line in enumerate(lines) if line.strip()), 0)
    for transform in manager.cleanup_transforms:
        lines = transform(lines)
    answer = {"magic": False, "parses": is_python(manager.transform_cell(cell)), "ours": is_python(ours)}
    for transform in manager.line_transforms:
        if transform(lines) != lines:
            return {**answer, "magic": True, "lines": [blank + 1]}
    numbers = list(range(blank + 1, blank + 1 + len(lines)))
    found: set[int] = set()
    changed, after = manager.do_one_token_transform(lines)
    while changed:
        start, end = changed_region(lines, after)
        found.update(numbers[start:end])
        numbers[start:end] = [numbers[start]]
        lines = after
        changed, after = manager.do_one_token_transform(lines)
    return {**answer, "lines": sorted(found)}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps([opinion(entry["cell"], entry["python"]) for entry in json.load(sys.stdin)]))
