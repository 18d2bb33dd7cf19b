"""A gigabyte goes through the store in little more memory than it has."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collard.runtime.objects import ObjectStore

GIGABYTE = 1 << 30
BOUND = 1.3

SAVER = """
import json, sys
from pathlib import Path
import numpy
from collard.runtime.objects import ObjectStore
from collard.runtime.values import save
{make}
saved = save({{"x": value}}, ObjectStore(Path(sys.argv[1])))
import resource
print(json.dumps([saved.artifacts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""
LOADER = """
import json, sys
from pathlib import Path
import numpy
from collard.runtime.objects import ObjectStore
from collard.runtime.values import load
value = load(json.loads(sys.argv[2]), ObjectStore(Path(sys.argv[1])), {})["x"]
array = value if type(value) is numpy.ndarray else value["array"]
total = float(array.sum())
import resource
print(json.dumps([total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""

MAKERS = {
    "an array": f"value = numpy.ones({GIGABYTE // 8})",
    "an array inside a dict": f"value = {{'array': numpy.ones({GIGABYTE // 8})}}",
    "a view that is not contiguous": f"value = numpy.ones({GIGABYTE // 8}).reshape(2, -1)[:, ::2]",
}
SUMS = {"a view that is not contiguous": GIGABYTE / 16}


@pytest.mark.parametrize("name", MAKERS)
def test_peak_memory_of_saving_and_loading(name: str, store: ObjectStore, tmp_path: Path) -> None:
    if shutil.disk_usage(tmp_path).free < 3 * GIGABYTE:
        pytest.skip("needs 3 GB of disk")
    artifacts, saving = run(SAVER.format(make=MAKERS[name]), str(store.root))
    total, loading = run(LOADER, str(store.root), json.dumps(artifacts))
    shutil.rmtree(store.root)
    assert total == SUMS.get(name, GIGABYTE / 8)
    assert saving * unit() < BOUND * GIGABYTE
    assert loading * unit() < BOUND * GIGABYTE


def run(program: str, *arguments: str) -> list[object]:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def unit() -> int:
    """Bytes of one unit of `ru_maxrss`: the kernel's choice."""
    return 1 if sys.platform == "darwin" else 1024
