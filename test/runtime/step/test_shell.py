"""Cells run as in a notebook, and what they show is kept as a notebook keeps it."""

from __future__ import annotations

import nbformat
import pytest
from step_harness import Server, StepSpec, Workspace, python_without_ipython


def show(server: Server, workspace: Workspace, *cells: str):
    outcome = server.run(workspace, StepSpec("s", list(cells)))
    assert outcome.succeeded, outcome.error
    return outcome


class TestRichOutputs:
    def test_a_last_expression_is_an_execute_result_with_the_count_of_its_cell(self, server, workspace):
        (result,) = show(server, workspace, "1", "x = 2\nx + 40").outputs("s-1")
        assert result["output_type"] == "execute_result"
        assert result["data"] == {"text/plain": "42"}
        assert result["execution_count"] == 2

    def test_a_semicolon_hides_a_result(self, server, workspace):
        assert show(server, workspace, "40 + 2;").outputs("s-0") == []

    def test_prints_of_one_stream_are_one_output_in_order(self, server, workspace):
        cell = "import sys\nprint('a'); print('b', end='')\nprint('oh', file=sys.stderr)\nprint('c')"
        outputs = show(server, workspace, cell).outputs("s-0")
        assert [(one["name"], one["text"]) for one in outputs] == [
            ("stdout", "a\nb"),
            ("stderr", "oh\n"),
            ("stdout", "c\n"),
        ]

    def test_display_of_html_comes_before_the_result(self, server, workspace):
        cell = "from IPython.display import display, HTML\ndisplay(HTML('<b>hi</b>'))\n'end'"
        first, second = show(server, workspace, cell).outputs("s-0")
        assert first["output_type"] == "display_data"
        assert first["data"]["text/html"] == "<b>hi</b>"
        assert second["data"]["text/plain"] == "'end'"

    def test_an_update_changes_the_earlier_output_even_of_another_cell(self, server, workspace):
        outcome = show(server, workspace, "handle = display('one', display_id=True)", "handle.update('two')")
        assert outcome.outputs("s-0")[0]["data"]["text/plain"] == "'two'"
        kinds = [event["output"]["output_type"] for event in outcome.of("cell-output")]
        assert kinds == ["display_data", "update_display_data"]

    def test_clear_output_leaves_what_comes_after(self, server, workspace):
        cell = "from IPython.display import clear_output\nprint('old')\nclear_output(wait=True)\nprint('new')"
        assert show(server, workspace, cell).text("s-0") == "new\n"

    def test_a_bare_plot_yields_an_image(self, server, workspace):
        pytest.importorskip("matplotlib_inline")
        outputs = show(server, workspace, "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);").outputs(
            "s-0"
        )
        (image,) = [one for one in outputs if one["output_type"] == "display_data"]
        assert image["data"]["image/png"].startswith("iVBOR")

    def test_a_frame_is_shown_as_a_table(self, server, workspace):
        (result,) = show(server, workspace, "import pandas as pd\npd.DataFrame({'a': [1]})").outputs("s-0")
        assert "<table" in result["data"]["text/html"]

    def test_the_executed_notebook_is_valid(self, server, workspace):
        outcome = show(server, workspace, "print(1)\n2", "display(3)")
        nbformat.validate(
            nbformat.reads(str(outcome.folder.joinpath("outputs.ipynb").read_text()), as_version=4)
        )

    def test_text_written_past_sys_stdout_is_shown_too(self, server, workspace):
        outcome = show(
            server, workspace, "import os, subprocess\nprint('a')\nos.write(1, b'b\\n')\nprint('c')"
        )
        assert outcome.text("s-0") == "a\nb\nc\n"
        assert outcome.log == "a\nb\nc\n"

    def test_more_text_than_is_kept_is_cut_with_a_note_and_stays_in_the_log(self, server, workspace):
        outcome = show(server, workspace, "for _ in range(100): print('x' * 99_999)")
        assert outcome.text("s-0").endswith("the log has the rest\n")
        assert outcome.log.count("x") == 9_999_900


MAGICS = [
    ("a shell line prints", "!echo hello", "hello\n"),
    ("a shell line is captured", "lines = !echo hello\nprint(lines[0])", "hello\n"),
    ("a cell magic runs another language", "%%bash\necho from bash", "from bash\n"),
    ("%%capture keeps text", "%%capture caught\nprint('x')", ""),
    ("a cell after blank lines runs", "\n\nprint('x')", "x\n"),
    ("await works at top level", "import asyncio\nprint(await asyncio.sleep(0, 'slept'))", "slept\n"),
    ("%time leaves the value", "%time y = 3\nprint(y)", "3\n"),
    (
        "%store gives back a copy",
        "%load_ext storemagic\na = [1]\n%store a\na = 2\n%store -r a\nprint(a)",
        "[1]\n",
    ),
    ("%bookmark and %cd find the way", "%bookmark here\n%cd -q /\n%cd -q here\nprint(x := 1)", "1\n"),
    ("automagic works", "env_name = 'a'\n%who_ls str\nprint(env_name)", "a\n"),
]


@pytest.mark.parametrize(("source", "text"), [(m[1], m[2]) for m in MAGICS], ids=[m[0] for m in MAGICS])
def test_magics(server, workspace, source, text):
    assert (
        show(server, workspace, source).text("s-0").replace("\r\n", "\n").endswith(text)
    )  # a terminal writes both


PLAIN = [
    ("prints", "print('a')", "a\n"),
    ("await", "import asyncio\nprint(await asyncio.sleep(0, 'slept'))", "slept\n"),
    (
        "future imports hold",
        "from __future__ import annotations\ndef f(x: Unknown): return 1\nprint(f(0))",
        "1\n",
    ),
    ("__name__ is __main__", "print(__name__)", "__main__\n"),
]


class TestPlainShell:
    @pytest.mark.parametrize(("source", "text"), [(p[1], p[2]) for p in PLAIN], ids=[p[0] for p in PLAIN])
    def test_runs(self, workspace: Workspace, source: str, text: str):
        outcome = workspace.run(StepSpec("s", [source]), python=python_without_ipython())
        assert outcome.text("s-0") == text

    def test_shows_the_last_expression(self, workspace: Workspace):
        outcome = workspace.run(StepSpec("s", ["x = 2\nx + 40", "3;"]), python=python_without_ipython())
        assert outcome.outputs("s-0")[0]["data"] == {"text/plain": "42"}
        assert outcome.outputs("s-1") == []

    def test_maps_a_failure_to_its_line(self, workspace: Workspace):
        outcome = workspace.run(StepSpec("s", ["a = 1", "b = 2\nc = a / 0"]), python=python_without_ipython())
        assert outcome.code == 1
        assert (outcome.error["cell"], outcome.error["line"], outcome.error["source"]) == (
            "s-1",
            2,
            "c = a / 0",
        )

    def test_hands_values_on_to_a_step_with_ipython(self, workspace: Workspace):
        first = workspace.run(
            StepSpec("a", ["x = {'n': [1, 2]}"], outputs=["x"]), python=python_without_ipython()
        )
        second = StepSpec("b", ["print(x)"], inputs={"x": "a"})
        assert workspace.run(second, inputs=first.record["outputs"]).text("b-0") == "{'n': [1, 2]}\n"


def test_modules_of_the_runtime_do_not_hide_those_of_the_user(server, workspace):
    workspace.write("values.py", "NAME = 'mine'")
    workspace.write("step.py", "NAME = 'mine, too'")
    assert (
        show(server, workspace, "import step, values\nprint(values.NAME, step.NAME)").text("s-0")
        == "mine mine, too\n"
    )


@pytest.mark.parametrize("end", ["pass", "1 / 0", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])
def test_nothing_stays_in_the_temporary_folder(workspace, end):
    temporary = workspace.root / "temporary"
    temporary.mkdir()
    cell = f"%cd -q .\n{end}"
    outcome = workspace.run(StepSpec("s", [cell]), environment={"TMPDIR": str(temporary)})
    assert outcome.of("cell-started")
    assert list(temporary.iterdir()) == []


def test_what_one_step_stores_is_not_there_in_another(server, workspace):
    show(server, workspace, "%load_ext storemagic\nkept = 1\n%store kept")
    assert "no stored variable" in show(server, workspace, "%load_ext storemagic\n%store -r kept").text("s-0")


def test_two_steps_draw_different_random_numbers(server, workspace):
    cell = "import random, numpy\nprint(random.random(), numpy.random.random())"
    texts = [show(server, workspace, cell).text("s-0").split() for _ in range(2)]
    assert texts[0][0] != texts[1][0]
    assert texts[0][1] != texts[1][1]


def test_the_runtime_also_runs_as_one_file(workspace, tmp_path_factory):
    import subprocess
    import sys
    import zipapp

    from step_harness import RUNTIME

    file = tmp_path_factory.mktemp("zip") / "runtime.pyz"
    zipapp.create_archive(RUNTIME, file)
    told = subprocess.run([sys.executable, str(file), "describe"], capture_output=True, check=True, text=True)
    assert '"python": "cpython-' in told.stdout
    request = workspace.request(workspace.plan(StepSpec("s", ["print('zipped')"])), "s")
    path = workspace.write("request.json", __import__("json").dumps(request))
    told = subprocess.run(
        [sys.executable, str(file), "step", str(path)], capture_output=True, check=True, text=True
    )
    assert '::collard:: {"type":"step-succeeded"' in told.stdout
