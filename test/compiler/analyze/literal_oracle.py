"""Python's reading of literals: for a JSON list of [text, canonical text] pairs on stdin, prints the `repr` of both values as JSON.

The text is evaluated as the notebook does, the canonical text as the step runner does.
"""

from __future__ import annotations

import ast
import json
import sys


def both(text: str, canonical: str) -> list[str]:
    """What Python shows for the two values."""
    return [repr(eval(text.strip(), {"__builtins__": {}})), repr(ast.literal_eval(canonical))]


if __name__ == "__main__":
    print(json.dumps([both(text, canonical) for text, canonical in json.load(sys.stdin)]))
