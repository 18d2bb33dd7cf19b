"""A step that fails says where and why, keeps its state, and shows no secret."""

from __future__ import annotations

import sys

import pytest
from step_harness import Server, StepSpec, Workspace, python_without_ipython

FAILURES = [
    # (what, cells, cell, line, the line's text, name of the exception)
    ("an expression", ["a = 0", "b = 1\nc = b / a"], "s-1", 2, "c = b / a", "ZeroDivisionError"),
    (
        "a function of an earlier cell",
        ["def f():\n    return 1 / 0", "f()"],
        "s-0",
        2,
        "    return 1 / 0",
        "ZeroDivisionError",
    ),
    ("a cell after blank lines", ["\n\n\n1 / 0"], "s-0", 4, "1 / 0", "ZeroDivisionError"),
    ("inside a timed cell", ["%%time\na = 1\n1 / 0"], "s-0", 3, "1 / 0", "ZeroDivisionError"),
    ("inside a captured cell", ["%%capture\na = 1\n1 / 0"], "s-0", 3, "1 / 0", "ZeroDivisionError"),
    ("deep in a library", ["import json\n\njson.loads('{')"], "s-0", 3, "json.loads('{')", "JSONDecodeError"),
    ("a syntax error", ["x = 1\ny = = 2"], "s-0", 2, "y = = 2", "SyntaxError"),
    ("a line after a magic", ["%time x = 1\n1 / 0"], "s-0", 2, "1 / 0", "ZeroDivisionError"),
    (
        "awaiting",
        ["import asyncio\nasync def f():\n    1 / 0\nawait f()"],
        "s-0",
        3,
        "    1 / 0",
        "ZeroDivisionError",
    ),
    ("a missing module", ["import nowhere_at_all"], "s-0", 1, "import nowhere_at_all", "ModuleNotFoundError"),
    ("an interrupt", ["raise KeyboardInterrupt"], "s-0", 1, "raise KeyboardInterrupt", "KeyboardInterrupt"),
    ("sys.exit", ["import sys\nsys.exit(0)"], "s-0", 2, "sys.exit(0)", "SystemExit"),
]


@pytest.mark.parametrize(
    ("cells", "cell", "line", "source", "name"), [f[1:] for f in FAILURES], ids=[f[0] for f in FAILURES]
)
def test_a_failure_is_mapped_to_the_notebook(server, workspace, cells, cell, line, source, name):
    outcome = server.run(workspace, StepSpec("s", cells))
    error = outcome.error
    assert outcome.code == 1
    assert error["code"] == "cell-raised"
    assert (error["cell"], error["line"], error["source"], error["name"]) == (cell, line, source, name)
    assert error["traceback"]


def test_exit_ends_the_step_as_failed_with_a_hint(server, workspace):
    outcome = server.run(workspace, StepSpec("s", ["exit()", "print('not reached')"]))
    assert outcome.error["name"] == "SystemExit"
    assert "exit()" in outcome.error["hint"]
    assert "not reached" not in outcome.log


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python tells columns since 3.11")
class TestColumns:
    def test_the_failing_expression_is_marked(self, server, workspace):
        error = server.run(workspace, StepSpec("s", ["d = {}\nx = 1 + d['k'] + 2"])).error
        assert error["source"][error["column"] : error["endColumn"]] == "d['k']"

    def test_columns_count_utf16_units(self, server, workspace):
        error = server.run(workspace, StepSpec("s", ["d = {}\nx = '😀é' + d['k']"])).error
        units = error["source"].encode("utf-16-le")
        assert units[2 * error["column"] : 2 * error["endColumn"]].decode("utf-16-le") == "d['k']"


def test_a_definition_repeated_from_a_piece_of_a_cell_keeps_its_lines(server, workspace):
    cell = "x = 1\n\n\ndef f(n):\n    return 1 / n"
    step = StepSpec("s", ["f(0)"], definitions=[("other", 4, cell)])
    error = server.run(workspace, step).error
    assert (error["cell"], error["line"], error["source"]) == ("other", 5, "    return 1 / n")


def test_the_step_stops_where_it_fails(server, workspace):
    outcome = server.run(workspace, StepSpec("s", ["print('one')", "1 / 0", "print('three')"]))
    assert [event["cell"] for event in outcome.of("cell-started")] == ["s-0", "s-1"]
    assert outcome.outputs("s-1")[0]["ename"] == "ZeroDivisionError"
    assert not list(workspace.store.glob("records/*/*/*"))
    assert not (outcome.folder.parent / "result.json").exists()


class TestStateAtFailure:
    def test_variables_and_the_locals_of_the_failing_function_are_kept(self, server, workspace):
        cells = ["kept = [1, 2]\ndef f(n):\n    inside = n * 2\n    return inside / 0", "f(21)"]
        failure = server.run(workspace, StepSpec("s", cells)).failure
        assert failure["error"]["line"] == 4
        assert failure["variables"]["kept"]["preview"] == "[1, 2]"
        assert failure["locals"]["inside"]["preview"] == "42"

    def test_names_of_the_shell_are_no_variables(self, server, workspace):
        failure = server.run(workspace, StepSpec("s", ["1", "import os\nmine = 2\n1 / 0"])).failure
        assert set(failure["variables"]) == {"mine"}

    def test_nor_are_names_that_ipython_would_use_whoever_sets_them(self, server, workspace):
        names = ["_", "__", "___", "_i", "_ii", "_1", "_i1", "_ih", "Out"]
        cell = "".join(f"{name} = [5]\n" for name in names) + "mine = 2\n1 / 0"
        assert set(server.run(workspace, StepSpec("s", [cell])).failure["variables"]) == {"mine"}

    def test_what_cannot_be_saved_is_named(self, server, workspace):
        failure = server.run(
            workspace, StepSpec("s", ["import threading\nlock = threading.Lock()\nn = 1\n1 / 0"])
        ).failure
        assert "lock" in failure["refused"]
        assert "n" in failure["variables"]

    def test_a_failed_step_can_be_restored_from_its_files(self, server, workspace):
        failure = server.run(
            workspace, StepSpec("a", ["import numpy as np\nx = np.arange(5000)\n1 / 0"])
        ).failure
        again = StepSpec("b", ["print(x.sum())"], inputs={"x": "a"}, imports=["numpy"])
        assert (
            server.run(workspace, again, inputs={"x": failure["variables"]["x"]}).text("b-0") == "12497500\n"
        )


class TestMetrics:
    def test_finite_numbers_are_reported_under_their_names(self, server, workspace):
        step = StepSpec(
            "s", ["import numpy as np\nval_loss = np.float32(0.5)\nn = 3"], metrics=["val_loss", "n"]
        )
        outcome = server.run(workspace, step)
        assert outcome.record["metrics"] == {"val-loss": 0.5, "n": 3.0}
        assert [(event["name"], event["value"]) for event in outcome.of("metric")] == [
            ("val-loss", 0.5),
            ("n", 3.0),
        ]

    @pytest.mark.parametrize("value", ["float('nan')", "float('inf')", "[1, 2]", "'high'", "None"])
    def test_anything_else_is_a_failure_that_names_it(self, server, workspace, value):
        error = server.run(workspace, StepSpec("s", [f"m = {value}"], metrics=["m"])).error
        assert error["code"] == "metric-failed"
        assert error["variable"] == "m"
        assert error["hint"]

    def test_an_undefined_metric_is_a_failure(self, server, workspace):
        error = server.run(workspace, StepSpec("s", ["x = 1"], metrics=["m"])).error
        assert (error["code"], error["variable"]) == ("metric-failed", "m")


class TestOutputs:
    def test_an_output_that_cannot_be_saved_names_variable_line_and_cure(self, server, workspace):
        error = server.run(workspace, StepSpec("s", ["x = (i for i in range(3))"], outputs=["x"])).error
        assert (error["code"], error["variable"], error["cell"], error["line"]) == (
            "save-failed",
            "x",
            "s-0",
            1,
        )
        assert error["hint"]

    def test_an_output_that_is_never_assigned_is_a_failure(self, server, workspace):
        error = server.run(workspace, StepSpec("s", ["if False: x = 1"], outputs=["x"])).error
        assert (error["code"], error["variable"]) == ("save-failed", "x")

    def test_a_result_that_cannot_be_saved_is_no_failure(self, server, workspace):
        outcome = server.run(
            workspace, StepSpec("s", ["x = (i for i in range(3))\ny = 1"], results=["x", "y"])
        )
        assert set(outcome.record["outputs"]) == {"y"}

    def test_an_input_whose_object_is_gone_is_a_load_failure(self, server, workspace):
        made = server.run(
            workspace, StepSpec("a", ["import numpy as np\nx = np.zeros(9999)"], outputs=["x"])
        ).record
        digest = made["outputs"]["x"]["objects"][0]["digest"]
        (workspace.store / "objects" / digest[:2] / digest[2:]).unlink()
        error = server.run(workspace, StepSpec("b", ["x"], inputs={"x": "a"}), inputs=made["outputs"]).error
        assert (error["code"], error["variable"]) == ("load-failed", "x")


def test_parameters_come_from_the_run_else_from_the_notebook(server: Server, workspace: Workspace):
    workspace.parameters = {"lr": "0.1", "layers": "[1, 2]", "unused": "0"}
    step = StepSpec("s", ["print(lr, layers, 'unused' in globals())"], parameters=["lr", "layers"])
    assert server.run(workspace, step).text("s-0") == "0.1 [1, 2] False\n"
    assert server.run(workspace, step, parameters={"lr": "-1e-3"}).text("s-0") == "-0.001 [1, 2] False\n"


class TestSecrets:
    SECRET = 's3cr3t-\u00e9-"quoted"'

    def run(self, server: Server, workspace: Workspace, *cells: str, **step: list[str]):
        spec = StepSpec("s", ["import os\ntoken = os.environ['TOKEN']", *cells], **step)
        return server.run(workspace, spec, secrets=["TOKEN"], environment={"TOKEN": self.SECRET})

    def everything(self, workspace: Workspace) -> str:
        files = [path for path in workspace.store.rglob("*") if path.is_file()]
        return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)

    def assert_hidden(self, workspace: Workspace) -> None:
        stored = self.everything(workspace)
        assert "s3cr3t" not in stored
        assert "***" in stored

    def test_outputs_and_log_show_stars(self, server, workspace):
        cell = (
            "print(token, [token])\nprint(token[:5], end='')\nprint(token[5:])\ndisplay({'a': token})\ntoken"
        )
        outcome = self.run(server, workspace, cell)
        assert outcome.text("s-1").startswith("*** ['***']\n***")
        assert "s3cr3t" not in str(outcome.events)
        self.assert_hidden(workspace)

    def test_errors_and_the_state_at_failure_show_stars(self, server, workspace):
        outcome = self.run(server, workspace, "copy = token\nraise ValueError(f'bad {token}')")
        assert outcome.error["message"] == "bad ***"
        assert set(outcome.failure["refused"]) == {"token", "copy"}
        self.assert_hidden(workspace)

    def test_an_output_that_holds_a_secret_is_refused(self, server, workspace):
        error = self.run(server, workspace, "big = ['x' * 9999, token]", outputs=["big"]).error
        assert (error["code"], error["variable"]) == ("save-failed", "big")
        assert "s3cr3t" not in self.everything(workspace)

    def test_a_result_that_holds_a_secret_is_left_out(self, server, workspace):
        outcome = self.run(server, workspace, "n = 1", results=["token", "n"])
        assert set(outcome.record["outputs"]) == {"n"}

    def test_it_is_in_no_environment_but_the_steps(self, server, workspace):
        self.run(server, workspace, "print(1)")
        outcome = server.run(workspace, StepSpec("t", ["import os\nprint('TOKEN' in os.environ)"]))
        assert outcome.text("t-0") == "False\n"


def test_without_ipython_a_magic_is_a_syntax_error_with_a_hint(workspace):
    error = workspace.run(StepSpec("s", ["%matplotlib inline"]), python=python_without_ipython()).error
    assert error["name"] == "SyntaxError"
    assert "IPython" in error["hint"]
