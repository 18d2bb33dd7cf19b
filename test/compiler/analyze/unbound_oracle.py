"""Prints which local variables CPython itself thinks may be read while unbound, for functions of its standard library.

CPython 3.12 and newer compile such reads to LOAD_FAST_CHECK. `unbound_oracle.py judge <count> <seed>` samples that many
functions and prints one JSON object a line: the function's source, and the names with checked reads. Left out are functions
that CPython analyzes only roughly (64 locals and more) and names that inner functions capture. With `sources` in place of
`judge`, an older Python prints the functions alone, for `pyodide-judge.mjs`.
"""

from __future__ import annotations

import ast
import dis
import json
import random
import sys
import sysconfig
import textwrap
import tokenize
import types
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

EXACT_LOCALS = 64


def functions() -> Iterator[str]:
    root = Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        if "site-packages" in path.parts:
            continue
        try:
            with tokenize.open(path) as file:
                text = file.read()
            tree = ast.parse(text)
        except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
            continue
        lines = text.splitlines(keepends=True)
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno is not None:
                yield textwrap.dedent("".join(lines[node.lineno - 1 : node.end_lineno]))


def code_of(source: str) -> types.CodeType | None:
    """The compiled function; None for text that only makes sense where it stood."""
    try:
        module = compile(source, "<function>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return next((each for each in module.co_consts if isinstance(each, types.CodeType)), None)


def checked(code: types.CodeType) -> list[str]:
    captured = {*code.co_cellvars, *code.co_freevars}
    return sorted(
        {each.argval for each in dis.get_instructions(code) if each.opname == "LOAD_FAST_CHECK"} - captured
    )


def sample(seed: int) -> list[str]:
    """All functions of the standard library, shuffled."""
    sources = list(functions())
    random.Random(seed).shuffle(sources)
    return sources


def judgments(sources: Iterable[str], count: int) -> Iterator[str]:
    """What this Python says about the first `count` functions that it can judge, as JSON."""
    for source in sources:
        code = code_of(source)
        if count == 0:
            return
        if code is None or len(code.co_varnames) >= EXACT_LOCALS:
            continue
        captured = sorted({*code.co_cellvars, *code.co_freevars})
        yield json.dumps({"source": source, "unbound": checked(code), "captured": captured})
        count -= 1


def main() -> None:
    warnings.simplefilter("ignore")
    command, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if command == "sources":  # for another Python to judge
        print(json.dumps(sample(seed)[: 2 * count]))
    else:
        print("\n".join(judgments(sample(seed), count)))


if __name__ == "__main__":
    main()
