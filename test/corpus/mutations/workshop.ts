/** Base notebook "workshop": plain Python, with everything that code can depend on. */
import type { Scene } from './edit.js';

export const workshop: Scene = {
  file: 'workshop.ipynb',
  folder: '.',
  parameters: {},
  environment: {},
  metadata: {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    kubeflow_notebook: { pipeline_name: 'workshop', experiment_name: 'wood' }
  },
  files: [
    `import shutil
from pathlib import Path

Path("measures.py").write_text("""
from measures_base import PER_FOOT


def to_meters(feet):
    return round(feet * PER_FOOT, 4)


def never_called(feet):
    return feet
""")
Path("measures_base.py").write_text("PER_FOOT = 0.3048\\n")
Path("tools").mkdir(exist_ok=True)
Path("tools/__init__.py").write_text("KIND = 'hand tools'\\n")
Path("tools/trim.py").write_text("""
from . import blades


def shorten(text):
    return text[: blades.LENGTH]
""")
Path("tools/blades.py").write_text("LENGTH = 2\\n")
Path("aside.py").write_text("UNUSED = 1\\n")
Path("tiny_units.py").unlink(missing_ok=True)
shutil.rmtree("tools/trim", ignore_errors=True)

for old in Path(SITE).glob("tiny_units*"):
    if old.is_dir():
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
    else:
        old.unlink()
Path(SITE, "tiny_units.py").write_text("def inches(feet):\\n    return feet * 12\\n")
Path(SITE, "tiny_units-1.0.dist-info").mkdir()
Path(SITE, "tiny_units-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\\nName: tiny-units\\nVersion: 1.0\\n")
Path(SITE, "tiny_units-1.0.dist-info/RECORD").write_text("tiny_units.py,,\\ntiny_units-1.0.dist-info/METADATA,,\\n")`
  ],
  cells: [
    { id: 'title', tags: [], kind: 'markdown', source: '# A workshop' },
    {
      id: 'imports',
      tags: ['imports'],
      source: `import functools
import json
import math
import os
import statistics

import measures
import tiny_units
from tools import trim`
    },
    {
      id: 'parameters',
      tags: ['pipeline-parameters'],
      source: `factor = 3
label = "oak"
sizes = [4, 9, 2]
options = {"round": 2, "loud": False}
unused_knob = 1`
    },
    {
      id: 'helpers',
      tags: ['functions'],
      source: `SCALE = 10
GREETING = "hello"


def base(value):
    return value * SCALE


def middle(value, shift=1):
    return base(value) + shift


def top(value):
    return middle(value) * 2


def unrelated(value):
    return value - 1`
    },
    {
      id: 'classes',
      tags: ['functions'],
      source: `class Plank:
    thickness = 2

    def __init__(self, length):
        self.length = length

    def area(self):
        return self.length * self.width()

    def width(self):
        return self.thickness + 1


class Board(Plank):
    def width(self):
        return super().width() + 1


def logged(function):
    @functools.wraps(function)
    def wrapped(*args):
        return function(*args) + 0

    return wrapped


@logged
def cut(length):
    return length / 2


halve = lambda value: value / 2


def prefixed(prefix):
    def add(text):
        return prefix + text

    return add`
    },
    {
      id: 'measure',
      tags: ['step:measure'],
      source: `lengths = [top(size) for size in sizes]
longest = max(lengths)
seen_measure = repr((lengths, longest,))`
    },
    {
      id: 'build',
      tags: ['step:build', 'prev:measure'],
      source: `boards = [Board(length) for length in lengths]
areas = [board.area() for board in boards]
seen_build = repr((areas,))`
    },
    {
      id: 'saw',
      tags: ['step:saw', 'prev:measure'],
      source: `pieces = [cut(length) for length in lengths]
half = halve(longest)
seen_saw = repr((pieces, half,))`
    },
    {
      id: 'entitle',
      tags: ['step:entitle'],
      source: `greet = prefixed(GREETING + " ")
title = greet(label)
if options["loud"]:
    title = title.upper()
seen_entitle = repr((title,))`
    },
    {
      id: 'convert',
      tags: ['step:convert', 'prev:measure'],
      source: `meters = [measures.to_meters(length) for length in lengths]
seen_convert = repr((meters,))`
    },
    {
      id: 'shorten',
      tags: ['step:shorten'],
      source: `short = trim.shorten(label)
seen_shorten = repr((short,))`
    },
    {
      id: 'inches',
      tags: ['step:inches'],
      source: `inches = tiny_units.inches(factor)
seen_inches = repr((inches,))`
    },
    {
      id: 'region',
      tags: ['step:region'],
      source: `region = os.environ.get("WORKSHOP_REGION", "north")
seen_region = repr((region,))`
    },
    {
      id: 'local',
      tags: ['step:local', 'prev:measure'],
      source: `def weight(length, density=0.7):
    return length * density * margin


margin = 1.5
weights = [round(weight(length), 3) for length in lengths]
heavy = [value for value in weights if value > 60 and not value == 100]
seen_local = repr((weights, heavy,))`
    },
    {
      id: 'report',
      tags: ['step:report', 'prev:build', 'prev:saw', 'prev:entitle', 'prev:convert', 'prev:local'],
      source: `total = round(sum(areas) / 7 + sum(pieces) + half + factor, options["round"])
average = statistics.mean(areas)
report = {"title": title, "total": total, "meters": meters, "heavy": len(heavy)}
seen_report = repr((report, average,))`
    },
    {
      id: 'print',
      tags: ['step:print_out', 'prev:report'],
      source: `text = json.dumps(report, sort_keys=True)
ratio = math.floor(total / average)
seen_print = repr((text, ratio,))`
    },
    { id: 'metrics', tags: ['pipeline-metrics'], source: `print(total)\nprint(ratio)` }
  ]
};
