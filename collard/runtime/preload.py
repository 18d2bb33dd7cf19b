"""Which libraries a warm interpreter may import before it forks, and what importing them leads to."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .warm import WarmEnvironment

BREAKS_AFTER_FORK = {
    "torch": "CUDA and its thread pools do not survive a fork",
    "torchvision": "it imports torch",
    "torchaudio": "it imports torch",
    "lightning": "it imports torch",
    "pytorch_lightning": "it imports torch",
    "transformers": "it imports torch or TensorFlow",
    "sentence_transformers": "it imports torch",
    "accelerate": "it imports torch",
    "fastai": "it imports torch",
    "tensorflow": "its runtime threads do not survive a fork",
    "keras": "it imports a GPU runtime",
    "jax": "its runtime threads do not survive a fork",
    "jaxlib": "its runtime threads do not survive a fork",
    "flax": "it imports jax",
    "cupy": "CUDA does not survive a fork",
    "cudf": "CUDA does not survive a fork",
    "cuml": "CUDA does not survive a fork",
    "numba.cuda": "CUDA does not survive a fork",
    "pycuda": "CUDA does not survive a fork",
    "rmm": "CUDA does not survive a fork",
    "pyspark": "its gateway process is shared by forks",
    "ray": "its connections are shared by forks",
    "dask.distributed": "its connections are shared by forks",
    "distributed": "its connections are shared by forks",
    "grpc": "its threads do not survive a fork",
    "mpi4py": "MPI does not allow forks",
    "polars": "its thread pool does not survive a fork",
    "pymongo": "its connections are shared by forks",
    "mxnet": "its engine threads do not survive a fork",
    "paddle": "its runtime threads do not survive a fork",
    "onnxruntime": "its thread pools do not survive a fork",
    "vllm": "it imports torch",
}
"""Libraries that are never imported before a fork, with the reason; their submodules neither."""
IDLE_POOLS = ("openblas", "mkl", "libblis", "libarrow")
"""Libraries whose idle threads survive a fork (`pthread_atfork`): pools of numeric libraries, Arrow's allocator."""


@dataclass
class Preloaded:
    """What happened to the modules that were asked for."""

    asked: bool = False
    modules: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    thread_makers: list[str] = field(default_factory=list)

    @property
    def trouble(self) -> str:
        """Why this process must not fork; empty when it may."""
        makers = [*self.thread_makers, *(["Python code"] if threading.active_count() > 1 else [])]
        return f"threads run, started by {', '.join(makers)}" if makers else ""


def breaks_after_fork(module: str) -> str | None:
    """Why a module must not be imported before a fork, if so."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        reason = BREAKS_AFTER_FORK.get(".".join(parts[:length]))
        if reason is not None:
            return reason
    return None


def preload(
    modules: Iterable[str], path: Iterable[str], environment: WarmEnvironment, result: Preloaded
) -> None:
    """Imports those of the modules that are installed and survive a fork; adds to `result`."""
    result.asked = True
    kept_path = sys.path[:]
    sys.path[:0] = list(path)
    try:
        for module in modules:
            if module not in result.modules and module not in result.skipped:
                why_not = reason_to_skip(module, environment) or import_module(module, environment, result)
                if why_not:
                    result.skipped[module] = why_not
                else:
                    result.modules.append(module)
    finally:
        sys.path[:] = kept_path
    environment.prepare_forks()


def reason_to_skip(module: str, environment: WarmEnvironment) -> str | None:
    unsafe = breaks_after_fork(module)
    if unsafe is not None:
        return unsafe
    top_level = module.partition(".")[0]
    try:
        found = importlib.util.find_spec(top_level)
    except (ImportError, ValueError, AttributeError):
        found = None
    if found is None:
        return "it is not installed"
    if found.origin in ("built-in", "frozen"):
        return None
    places = [found.origin] if found.origin else list(found.submodule_search_locations or ())
    if not all(place.startswith(environment.installed) for place in places):
        return "it is a local module"
    return None


def import_module(module: str, environment: WarmEnvironment, result: Preloaded) -> str | None:
    """Imports, and notes what came along: other modules and threads."""
    threads, pools = thread_count(), idle_pools()
    before = {name.partition(".")[0] for name in sys.modules}
    try:
        importlib.import_module(module)
    except BaseException as error:  # whatever a library does while it is imported, the server goes on
        return f"importing it failed: {type(error).__name__}: {error}"
    loaded = {name.partition(".")[0] for name in sys.modules}
    top_level = module.partition(".")[0]
    required = environment.distributions.provided(environment.distributions.versions([top_level])) & loaded
    # What it requires may have been loaded before, and counts all the same.
    earlier = (environment.brought.get(name, frozenset()) for name in required | {top_level})
    environment.brought[top_level] = frozenset((loaded - before) | required).union(*earlier)
    if thread_count() > threads and idle_pools() == pools:
        result.thread_makers.append(module)
    return None


def thread_count() -> int:
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()


def idle_pools() -> int:
    """Number of mapped numeric libraries whose threads are no obstacle."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    files = {line.rsplit("/", 1)[-1] for line in maps.splitlines() if ".so" in line}
    return sum(any(pool in name for pool in IDLE_POOLS) for name in files)
