"""A store that is full, damaged or read-only fails the step with a cure, and the next run completes."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from step_harness import PATIENCE, RUNTIME, Outcome, StepSpec, Workspace, step_environment

MEGABYTE = StepSpec("s", ["x = b'0123456789abcdef' * 65536"], outputs=["x"])


def limited_environment() -> dict[str, str]:
    """Python itself leaves cut-off bytecode behind when a file may not grow; later processes would trip over it."""
    return {**step_environment(), "PYTHONDONTWRITEBYTECODE": "1"}


def namespace_command() -> list[str] | None:
    """A command prefix that gives a process mounts of its own, as root or in a user namespace; None without either."""
    unshare = shutil.which("unshare")
    for options in (["-m"], ["-r", "-m"]):
        command = [unshare or "unshare", *options]
        probe = ["sh", "-c", "mount -t tmpfs none /mnt"]
        if unshare and subprocess.run([*command, *probe], capture_output=True, check=False).returncode == 0:
            return command
    return None


NAMESPACE = namespace_command()
needs_mounts = pytest.mark.skipif(
    NAMESPACE is None, reason="NOT TESTED HERE: neither root nor user namespaces, so nothing can be mounted"
)


def run_mounted(workspace: Workspace, step: StepSpec, setup: str) -> list[str]:
    """Runs a step after the shell commands of `setup` in mounts of its own; returns its lines of events."""
    assert NAMESPACE is not None
    request = workspace.request(workspace.plan(step), step.name)
    path = workspace.write("request.json", __import__("json").dumps(request))
    store = str(workspace.store)
    script = f'{setup.format(store=store)}\nexec "$@"'
    command = [*NAMESPACE, "sh", "-ec", script, "sh", sys.executable, str(RUNTIME), "step", str(path)]
    done = subprocess.run(
        command, env=limited_environment(), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return [line for line in done.stdout.splitlines() if line.startswith("::collard::")]


def limited(limit: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def assert_full(outcome_line: str) -> None:
    assert '"type":"step-failed"' in outcome_line
    assert '"code":"environment"' in outcome_line
    assert "Free some space" in outcome_line
    assert '"retryable":true' in outcome_line


def assert_completes(workspace: Workspace) -> None:
    outcome: Outcome = workspace.run(MEGABYTE)
    assert outcome.succeeded
    assert workspace.run(MEGABYTE, check=True).of("step-cached")


@pytest.fixture
def nothing_left_behind(workspace: Workspace) -> Iterator[None]:
    """No failed run may leave an unfinished file, a record, or an object that is not what its name says."""
    yield
    assert [path.name for path in (workspace.store / "temp").iterdir()] == []


class TestFull:
    def test_a_limit_of_the_file_size(self, workspace, nothing_left_behind):
        request = workspace.request(workspace.plan(MEGABYTE), "s")
        path = workspace.write("request.json", __import__("json").dumps(request))
        done = subprocess.run(
            [sys.executable, str(RUNTIME), "step", str(path)],
            env=limited_environment(),
            preexec_fn=limited(100_000),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert_full(done.stdout.strip().splitlines()[-1])
        assert os.strerror(errno.EFBIG) in done.stdout
        assert not list(workspace.store.glob("records/*/*/*"))
        assert_completes(workspace)

    @needs_mounts
    def test_a_full_disk(self, workspace, nothing_left_behind):
        setup = (
            "mount -t tmpfs -o size=1200k none {store}/temp; head -c 400000 /dev/zero > {store}/temp/filler"
        )
        *_, last = run_mounted(workspace, MEGABYTE, setup)
        assert_full(last)
        assert os.strerror(errno.ENOSPC) in last
        assert not list(workspace.store.glob("records/*/*/*"))
        assert_completes(workspace)

    @needs_mounts
    def test_a_disk_that_is_full_to_the_last_byte_still_tells(self, workspace):
        setup = "mount -t tmpfs -o size=64k none {store}/temp; head -c 99999 /dev/zero > {store}/temp/filler || true"
        *_, last = run_mounted(workspace, StepSpec("s", ["x = 1"], outputs=["x"]), setup)
        assert_full(last)


class TestReadOnly:
    @needs_mounts
    def test_a_store_that_is_mounted_read_only(self, workspace):
        setup = "mount --bind {store} {store}; mount -o remount,ro,bind {store}"
        *_, last = run_mounted(workspace, MEGABYTE, setup)
        assert '"code":"environment"' in last
        assert "cannot be written" in last
        assert_completes(workspace)

    @needs_mounts
    def test_records_and_objects_that_are_mounted_read_only(self, workspace, nothing_left_behind):
        (workspace.store / "objects").mkdir()
        setup = "mount --bind {store}/objects {store}/objects; mount -o remount,ro,bind {store}/objects"
        *_, last = run_mounted(workspace, MEGABYTE, setup)
        assert '"code":"environment"' in last
        assert "cannot be written" in last
        assert not list(workspace.store.glob("records/*/*/*"))
        assert_completes(workspace)


class TestDamage:
    @pytest.mark.parametrize("size", [0, 1000])
    def test_a_truncated_input_is_never_used(self, workspace: Workspace, size: int):
        made = workspace.run(MEGABYTE).record["outputs"]
        digest = made["x"]["objects"][0]["digest"]
        path = workspace.store / "objects" / digest[:2] / digest[2:]
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[:size])
        reader = StepSpec("t", ["print(len(x))"], inputs={"x": "s"})
        assert workspace.run(reader, inputs=made).error["code"] == "load-failed"
        again = workspace.run(MEGABYTE, check=True)
        assert again.of("step-missed")
        assert again.record["outputs"] == made
        assert workspace.run(reader, inputs=made).text("t-0") == "1048576\n"


JUMPS = [("a century ago", -3_000_000_000), ("in a century", 3_000_000_000)]


class TestClock:
    """The clock says when something was made. It decides nothing."""

    @pytest.mark.parametrize("seconds", [jump[1] for jump in JUMPS], ids=[jump[0] for jump in JUMPS])
    def test_a_record_made_under_another_clock_is_used_and_left_like_any_other(
        self, workspace: Workspace, seconds: int, tmp_path_factory: pytest.TempPathFactory
    ):
        folder = tmp_path_factory.mktemp("clock")
        (folder / "sitecustomize.py").write_text(
            "import time\nreal, real_ns = time.time, time.time_ns\n"
            f"time.time = lambda: real() + {seconds}\ntime.time_ns = lambda: real_ns() + {seconds} * 10**9\n"
        )
        jumped = {"PYTHONPATH": str(folder)}
        data = workspace.write("data.csv", "a")
        step = StepSpec("s", ["import time\nx = open('data.csv').read()"], outputs=["x"])
        first = workspace.run(step, environment=jumped)
        assert first.succeeded
        assert workspace.run(step, check=True).of("step-cached")
        data.write_text("b")
        assert workspace.run(step, check=True).record["outputs"]["x"]["inline"] == '"b"'
        assert workspace.run(step, environment=jumped, check=True).of("step-cached")

    @pytest.mark.parametrize("stamp", [0, 4_000_000_000])
    def test_times_of_files_do_not_hide_a_change(self, workspace: Workspace, stamp: int):
        data: Path = workspace.write("data.csv", "a")
        os.utime(data, (stamp, stamp))
        step = StepSpec("s", ["x = open('data.csv').read()"], outputs=["x"])
        workspace.run(step)
        assert workspace.run(step, check=True).of("step-cached")
        data.write_text("b")
        os.utime(data, (stamp, stamp))
        assert workspace.run(step, check=True).of("step-missed")
