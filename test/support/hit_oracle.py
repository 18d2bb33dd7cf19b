"""Asks the runtime whether a stored record stands for a step: reads the question on stdin, prints true or false."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from collard.runtime.hits import Hit, HitRule
from collard.runtime.objects import ObjectStore
from collard.runtime.observe.distributions import Distributions
from collard.runtime.observe.territory import installed_folders
from collard.runtime.plan import Cell, read_step
from collard.runtime.warm import site_folders

question = json.load(sys.stdin)
workspace = Path(question["workspace"])
cells = {cell["id"]: Cell(cell["id"], cell["position"], cell["source"]) for cell in question["cells"]}
step = read_step(question["step"], cells)
distributions = Distributions(site_folders(installed_folders()))
rule = HitRule(workspace, question["folder"], ObjectStore(workspace / ".collard"), distributions)
print(json.dumps(isinstance(rule.find(step, question["key"]), Hit)))
