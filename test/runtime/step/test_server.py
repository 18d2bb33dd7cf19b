"""The fork server: what it preloads, what it refuses, and that no process outlives its step."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest
from step_harness import PATIENCE, Server, StepSpec, Workspace


def alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


DOUBLE_FORK = """
import os, time
def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open('pid', 'w') as file:
                file.write(str(os.getpid()))
            os.rename('pid', 'ready')
            time.sleep(600)
        os._exit(0)
daemon()
while not os.path.exists('ready'):
    time.sleep(0.01)
"""


class TestPreloading:
    def test_says_what_it_has_loaded(self, server: Server):
        assert server.ready["preloaded"] == ["numpy", "pandas"]
        assert server.ready["forkable"] is True
        assert server.ready["rss"] > 10_000_000

    def test_neither_local_nor_missing_modules_nor_those_that_break_after_a_fork(self, tmp_path):
        (tmp_path / "local_module.py").write_text("raise SystemExit")
        server = Server()
        server.messages.clear()
        modules = ["local_module", "nowhere_at_all", "torch.nn", "json"]
        server.send({"op": "preload", "modules": modules, "path": [str(tmp_path)]})
        ready = server.wait_for(lambda message: message["event"] == "ready")
        assert ready["preloaded"] == ["json"]
        assert set(ready["skipped"]) == {"local_module", "nowhere_at_all", "torch.nn"}
        assert server.close() == 0

    @pytest.mark.parametrize("module", ["torch", "tensorflow.keras", "jax.numpy", "ray", "numba.cuda"])
    def test_a_step_that_imports_what_breaks_after_a_fork_is_refused(self, server, workspace, module):
        plan = workspace.plan(StepSpec("s", ["1"], imports=[module]))
        end = server.ended(server.start(workspace.request(plan, "s")))
        assert end["event"] == "refused"
        assert module.partition(".")[0] in end["reason"]

    def test_a_local_file_that_hides_a_preloaded_module_is_refused(self, server, workspace):
        workspace.write("pandas.py", "NAME = 'mine'")
        plan = workspace.plan(StepSpec("s", ["1"]))
        end = server.ended(server.start(workspace.request(plan, "s")))
        assert (end["event"], "pandas.py" in end["reason"]) == ("refused", True)


def test_libraries_that_compute_in_threads_work_after_a_fork(workspace: Workspace):
    modules = ["numpy", "matplotlib.pyplot", "sklearn.ensemble", "xgboost", "pyarrow.parquet"]
    for module in modules:
        pytest.importorskip(module)
    server = Server(*modules)
    assert server.ready["preloaded"] == modules
    assert server.ready["forkable"], server.ready["reason"]
    cell = (
        "import numpy as np, matplotlib.pyplot as plt, pyarrow as pa, pyarrow.parquet as pq, xgboost\n"
        "from sklearn.ensemble import RandomForestClassifier\n"
        "x = np.random.default_rng(0).random((600, 600))\nn = (x @ x).sum() > 0\n"
        "RandomForestClassifier(20, n_jobs=2).fit(x[:, :5], x[:, 0] > 0.5)\n"
        "xgboost.train({}, xgboost.DMatrix(x[:, :5], label=x[:, 0]), 2)\n"
        "pq.write_table(pa.table({'a': x[0]}), 'x.parquet'); pq.read_table('x.parquet')\n"
        "plt.plot([1, 2]);"
    )
    for _ in range(2):
        outcome = server.run(workspace, StepSpec("s", [cell], imports=modules))
        assert [one["output_type"] for one in outcome.outputs("s-0")] == ["display_data"]
        assert "image/png" in outcome.outputs("s-0")[0]["data"]
    assert server.close() == 0


class TestProcess:
    def test_the_environment_is_exactly_the_given_one(self, server, workspace):
        cell = "import os\nprint(sorted(set(os.environ) - {'MPLBACKEND'}))"
        outcome = server.run(workspace, StepSpec("s", [cell]), environment={"ONLY": "this"})
        assert outcome.text("s-0") == "['HOME', 'ONLY', 'PATH', 'PYTHONHASHSEED']\n"

    def test_it_leads_a_session_has_no_input_and_writes_the_log(self, server, workspace):
        cell = (
            "import os, sys\nprint(os.getsid(0) == os.getpid(), os.readlink('/proc/self/fd/0'), "
            "os.readlink('/proc/self/fd/1').endswith('/log'), sys.argv)"
        )
        assert server.run(workspace, StepSpec("s", [cell])).text("s-0") == "True /dev/null True ['']\n"

    def test_process_json_tells_it_from_a_later_namesake(self, server, workspace):
        cell = "print(open('/proc/self/stat').read().rsplit(')', 1)[1].split()[19])"
        outcome = server.run(workspace, StepSpec("s", [cell]))
        process = json.loads((outcome.folder / "process.json").read_text())
        assert process["started"] == outcome.text("s-0").strip()
        assert process["pid"] == outcome.of("step-started")[0]["pid"]

    @pytest.mark.parametrize(
        ("source", "status", "number"),
        [("import os; os._exit(7)", 7, None), ("import os, signal; os.kill(os.getpid(), 11)", None, 11)],
        ids=["os._exit", "a crash"],
    )
    def test_a_sudden_end_is_reported(self, server, workspace, source, status, number):
        plan = workspace.plan(StepSpec("s", [source]))
        end = server.ended(server.start(workspace.request(plan, "s")))
        assert (end["status"], end["signal"]) == (status, number)

    def test_a_long_line_of_one_step_does_not_mix_with_those_of_others(self, server, workspace):
        plan = workspace.plan(
            StepSpec("s", ["for n in range(3): display({'text/plain': 'x' * 1_000_000}, raw=True)"])
        )
        requests = [workspace.request(plan, "s") for _ in range(4)]
        numbers = [server.start(request) for request in requests]
        for number, request in zip(numbers, requests):
            outcome = server.outcome(number, request)
            assert [len(event["output"]["data"]["text/plain"]) for event in outcome.of("cell-output")] == [
                1_000_000
            ] * 3

    def test_two_processes_take_turns_on_one_key(self, server, workspace):
        cell = "import os, time\nopen('x', 'w').write('1')\nwhile not os.path.exists('go'): time.sleep(0.01)"
        plan = workspace.plan(StepSpec("s", [cell]))
        requests = [workspace.request(plan, "s") for _ in range(2)]
        first = server.start(requests[0])
        server.event(first, "cell-started")
        second = server.start(requests[1])
        assert server.event(second, "step-warning")["data"]["code"] == "waiting"
        workspace.write("go", "")
        assert server.outcome(first, requests[0]).succeeded
        assert server.outcome(second, requests[1]).succeeded

    def test_what_is_no_request_is_answered_and_survived(self, server, workspace):
        server.messages.clear()
        server.send({"op": "dance"})
        assert "dance" in server.wait_for(lambda message: message["event"] == "error")["message"]
        assert server.run(workspace, StepSpec("s", ["1"])).succeeded


class TestKilling:
    def test_a_signal_reaches_descendants_that_left_the_session(self, server, workspace: Workspace):
        plan = workspace.plan(StepSpec("s", [DOUBLE_FORK + "\nprint('up', flush=True)\ntime.sleep(600)"]))
        number = server.start(workspace.request(plan, "s"))
        assert wait_until(lambda: (workspace.root / "ready").exists())
        daemon = int((workspace.root / "ready").read_text())
        server.kill(number, signal.SIGKILL)
        assert server.ended(number)["signal"] == signal.SIGKILL
        assert wait_until(lambda: not alive(daemon))

    def test_nothing_that_a_step_started_outlives_it(self, server, workspace):
        outcome = server.run(workspace, StepSpec("s", [DOUBLE_FORK]))
        assert outcome.succeeded
        daemon = int((workspace.root / "ready").read_text())
        assert wait_until(lambda: not alive(daemon))

    def test_nor_in_a_fresh_interpreter(self, workspace):
        assert workspace.run(StepSpec("s", [DOUBLE_FORK])).succeeded
        assert not alive(int((workspace.root / "ready").read_text()))

    def test_the_processes_of_another_step_live_on(self, server, workspace, tmp_path_factory):
        other = Workspace(tmp_path_factory.mktemp("other"))
        waiting = other.plan(
            StepSpec("s", [DOUBLE_FORK + "\nwhile not os.path.exists('go'): time.sleep(0.01)"])
        )
        request = other.request(waiting, "s")
        number = server.start(request)
        assert wait_until(lambda: (other.root / "ready").exists())
        daemon = int((other.root / "ready").read_text())
        assert server.run(workspace, StepSpec("s", [DOUBLE_FORK])).succeeded
        assert alive(daemon)
        other.write("go", "")
        assert server.outcome(number, request).succeeded
        assert wait_until(lambda: not alive(daemon))

    def test_the_end_of_input_lets_running_steps_finish(self, workspace: Workspace):
        server = Server()
        plan = workspace.plan(
            StepSpec("s", ["import os, time\nwhile not os.path.exists('go'): time.sleep(0.01)"])
        )
        request = workspace.request(plan, "s")
        server.event(server.start(request), "cell-started")
        server.process.stdin.close()
        workspace.write("go", "")
        assert server.process.wait(PATIENCE) == 0
        result = json.loads((Path(request["folder"]).parent / "result.json").read_text())
        assert result["phase"] == "succeeded"

    def test_a_step_finishes_when_the_engine_and_the_server_are_gone(self, workspace: Workspace):
        server = Server()
        plan = workspace.plan(
            StepSpec("s", ["import os, time\nwhile not os.path.exists('go'): time.sleep(0.01)\nprint(1)"])
        )
        request = workspace.request(plan, "s")
        server.event(server.start(request), "cell-started")
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait(PATIENCE)
        workspace.write("go", "")
        assert wait_until((Path(request["folder"]).parent / "result.json").exists)

    def test_sigterm_ends_the_server_with_its_steps(self, workspace: Workspace):
        server = Server()
        plan = workspace.plan(StepSpec("s", ["import time\ntime.sleep(600)"]))
        number = server.start(workspace.request(plan, "s"))
        pid = server.event(number, "step-started")["data"]["pid"]
        server.process.terminate()
        server.process.wait(PATIENCE)
        assert wait_until(lambda: not alive(pid))
