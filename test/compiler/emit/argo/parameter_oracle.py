"""What the step runner makes of parameters that came through Argo.

Reads a JSON array of `{"types": {name: type}, "words": "<COLLARD_PARAMETERS>"}` on stdin; prints for each the literals by
name, as the runner's key would hold them, and whether Python reads each as a value.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[4]))

from collard.runtime.plan import Plan
from collard.runtime.pod import Refusal, literals


def answer(types: dict[str, str], words: str) -> dict[str, str] | str:
    plan = Plan(parameters=dict.fromkeys(types, ""), types=types, cells={}, steps={})
    try:
        found = dict(literals(plan, words))
    except Refusal as refusal:
        return str(refusal)
    for literal in found.values():
        ast.literal_eval(literal)
    return found


print(json.dumps([answer(case["types"], case["words"]) for case in json.load(sys.stdin)]))
