"""A committed record stands for running the step exactly when nothing that it depended on has changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from step_harness import Outcome, StepSpec, Workspace

READER = "text = open('data.csv').read()\nopen('out.txt', 'w').write(text.upper())"


class Checked:
    """A workspace in which a step has run once; `again` looks for that result."""

    def __init__(self, workspace: Workspace, step: StepSpec) -> None:
        self.workspace = workspace
        self.step = step
        self.first = workspace.run(step)
        assert self.first.succeeded, self.first.error

    def again(self, step: StepSpec | None = None, **changes: object) -> Outcome:
        return self.workspace.run(step or self.step, check=True, **changes)

    def why(self, **changes: object) -> str:
        (event,) = self.again(**changes).of("step-missed")
        return str(event["why"])


@pytest.fixture
def ran(workspace: Workspace) -> Checked:
    workspace.write("data.csv", "a,b\n")
    workspace.write("util.py", "N = 1")
    return Checked(workspace, StepSpec("s", [f"import util\n{READER}"], outputs=["text"], metrics=[]))


def is_hit(outcome: Outcome) -> bool:
    return bool(outcome.of("step-cached")) and not outcome.of("cell-started")


class TestHits:
    def test_nothing_has_changed(self, ran):
        outcome = ran.again()
        assert is_hit(outcome)
        (event,) = outcome.of("step-cached")
        assert event["record"] == ran.first.of("step-succeeded")[0]["record"]
        assert json.loads((outcome.folder.parent / "result.json").read_text())["phase"] == "cached"
        assert outcome.code == 0

    def test_a_file_was_touched_or_rewritten_with_the_same_content(self, ran):
        path = ran.workspace.root / "data.csv"
        path.unlink()
        path.write_text("a,b\n")
        assert is_hit(ran.again())

    @pytest.mark.parametrize("damage", ["gone", "changed"])
    def test_written_files_are_put_back(self, ran, damage):
        path = ran.workspace.root / "out.txt"
        mode = path.stat().st_mode
        if damage == "gone":
            path.unlink()
        else:
            path.write_text("something else")
        assert is_hit(ran.again())
        assert (path.read_text(), path.stat().st_mode) == ("A,B\n", mode)

    def test_folders_of_written_files_are_made_again(self, workspace):
        source = "import os\nos.makedirs('a/b', exist_ok=True)\nos.makedirs('empty', exist_ok=True)\nopen('a/b/c', 'w').write('1')"
        ran = Checked(workspace, StepSpec("s", [source]))
        shutil.rmtree(workspace.root / "a")
        shutil.rmtree(workspace.root / "empty")
        assert is_hit(ran.again())
        assert (workspace.root / "a/b/c").read_text() == "1"
        assert (workspace.root / "empty").is_dir()

    def test_a_step_that_is_not_reusable_by_itself_is_when_the_tag_says_so(self, workspace):
        ran = Checked(workspace, StepSpec("s", ["import os\nos.system('true')"], cache="enabled"))
        assert is_hit(ran.again())

    def test_a_listed_folder_with_the_same_names(self, workspace):
        workspace.write("data/a.txt", "1")
        ran = Checked(workspace, StepSpec("s", ["import os\nos.listdir('data')"]))
        workspace.write("data/b.txt", "1").unlink()
        assert is_hit(ran.again())


class TestMisses:
    def test_it_never_ran(self, workspace):
        outcome = workspace.run(StepSpec("s", ["1"]), check=True)
        assert "is stored" in outcome.of("step-missed")[0]["why"]
        assert outcome.succeeded

    def test_a_file_has_changed(self, ran):
        ran.workspace.write("data.csv", "c,d\n")
        assert ran.why() == "data.csv has changed"

    def test_a_file_is_gone(self, workspace):
        workspace.write("data.csv", "a")
        ran = Checked(
            workspace,
            StepSpec("s", ["import os\nn = os.path.exists('data.csv') and open('data.csv').read()"]),
        )
        (workspace.root / "data.csv").unlink()
        assert ran.why() == "data.csv is gone"

    def test_a_file_that_was_not_there_is_now(self, workspace):
        ran = Checked(workspace, StepSpec("s", ["import os\nos.path.exists('cache.csv')"]))
        workspace.write("cache.csv", "a")
        assert ran.why() == "cache.csv was not there before"

    def test_a_listed_folder_holds_other_files(self, workspace):
        workspace.write("data/a.txt", "1")
        ran = Checked(workspace, StepSpec("s", ["import glob\nglob.glob('data/*')"]))
        workspace.write("data/b.txt", "1")
        assert ran.why() == "data/ holds other files"

    def test_a_local_module_has_changed(self, ran):
        ran.workspace.write("util.py", "N = 2")
        assert ran.why() == "the local module util.py has changed"

    @pytest.mark.parametrize("hiding", ["util/__init__.py", "statistics.py", "statistics/__init__.py"])
    def test_a_new_file_hides_a_module(self, workspace, hiding):
        workspace.write("util.py", "import statistics")
        ran = Checked(workspace, StepSpec("s", ["import util"], imports=["util"]))
        workspace.write(hiding, "")
        assert ran.why() == f"the new module {hiding} hides one that it used"

    def test_an_environment_variable_is_another(self, workspace):
        ran = Checked(workspace, StepSpec("s", ["import os\nmode = os.getenv('MODE')"]))
        assert is_hit(ran.again())
        assert ran.why(environment={"MODE": "fast"}) == "the environment variable MODE has changed"

    def test_it_ran_in_another_folder(self, workspace):
        workspace.write("north/data.csv", "a")
        workspace.write("south/data.csv", "b")
        here, there = (workspace.root / name for name in ("north", "south"))
        step = StepSpec("s", ["text = open('data.csv').read()"], outputs=["text"])
        first = workspace.run(step, cwd=str(here))
        missed = workspace.run(step, cwd=str(there), check=True)
        assert (first.record["folder"], missed.record["folder"]) == ("north", "south")
        assert missed.of("step-missed")[0]["why"] == (
            "it ran in another folder, where relative paths mean other files: north, now south"
        )
        for folder, run in ((here, first), (there, missed)):
            (event,) = workspace.run(step, cwd=str(folder), check=True).of("step-cached")
            assert event["record"] == run.of("step-succeeded")[0]["record"]

    def test_an_earlier_version_did_not_say_where_it_ran(self, ran):
        (path,) = ran.workspace.store.glob("records/*/*/*.json")
        record = json.loads(path.read_text())
        del record["folder"]
        path.write_text(json.dumps(record))
        assert "did not write down in which folder" in ran.why()

    def test_code_or_an_input_or_a_parameter_is_another(self, workspace):
        workspace.parameters = {"n": "1"}
        first = StepSpec("s", ["1"], parameters=["n"])
        ran = Checked(workspace, first)
        assert "is stored" in ran.why(parameters={"n": "2"})
        assert ran.again(StepSpec("s", ["2"], parameters=["n"])).of("step-missed")

    def test_the_tag_forbids_it(self, workspace):
        ran = Checked(workspace, StepSpec("s", ["1"], cache="disabled"))
        assert ran.why() == "the step is tagged cache:disabled"

    def test_it_is_not_reusable(self, workspace):
        ran = Checked(workspace, StepSpec("s", ["import os\nos.system('true')"]))
        assert "it runs a shell command (true)" in ran.why()

    def test_an_output_or_a_metric_is_missing_in_the_record(self, workspace):
        ran = Checked(workspace, StepSpec("s", ["x = 1"]))
        outcome = ran.again(StepSpec("s", ["x = 1"], outputs=["x"], metrics=["x"]))
        assert (
            outcome.of("step-missed")[0]["why"] == "the earlier result has no x; the earlier result has no x"
        )

    @pytest.mark.parametrize("damage", ["gone", "cut short"])
    def test_an_object_is_missing_or_damaged(self, workspace, damage):
        ran = Checked(workspace, StepSpec("s", ["import numpy as np\nx = np.arange(9999)"], outputs=["x"]))
        digest = ran.first.record["outputs"]["x"]["objects"][0]["digest"]
        path: Path = workspace.store / "objects" / digest[:2] / digest[2:]
        content = path.read_bytes()
        path.unlink()
        if damage == "cut short":
            path.write_bytes(content[:100])
        assert ran.why() == "the stored value of x is missing or damaged"
        assert path.read_bytes() == content, "running again repairs the store"
        assert is_hit(ran.again())

    def test_the_content_of_a_written_file_is_missing(self, ran):
        digest = ran.first.record["writes"][0]["digest"]
        (ran.workspace.store / "objects" / digest[:2] / digest[2:]).unlink()
        assert ran.why() == "the stored content of out.txt is missing or damaged"

    def test_a_record_is_torn(self, ran):
        (path,) = ran.workspace.store.glob("records/*/*/*.json")
        path.write_text(path.read_text()[:100])
        assert "is stored" in ran.why()


def fake_distribution(site: Path, version: str) -> None:
    """Installs a distribution as an installer would: a module, and the folder that describes it."""
    for old in site.glob("thing-*.dist-info"):
        shutil.rmtree(old)
    (site / "thing.py").write_text(f"VERSION = {version!r}")
    folder = site / f"thing-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: thing\nVersion: {version}\n")
    (folder / "RECORD").write_text(f"thing.py,,\nthing-{version}.dist-info/METADATA,,\n")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A Python environment of its own, and its folder of installed distributions."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    return str(folder / "bin" / "python"), site


class TestVersions:
    def test_a_distribution_of_another_version_is_a_miss_that_names_both(self, workspace, environment):
        python, site = environment
        step = StepSpec("s", ["import thing"], imports=["thing"])
        fake_distribution(site, "1.0")
        record = workspace.run(step, python=python).record
        assert record["distributions"] == {"thing": "1.0"}
        assert record["modules"] == []
        assert is_hit(workspace.run(step, python=python, check=True))
        fake_distribution(site, "1.1")
        assert workspace.run(step, python=python, check=True).of("step-missed")[0]["why"] == "thing 1.0 → 1.1"

    def test_one_that_is_gone_is_a_miss(self, workspace, environment):
        python, site = environment
        fake_distribution(site, "1.0")
        step = StepSpec("s", ["try: import thing\nexcept ImportError: pass"], imports=["thing"])
        workspace.run(step, python=python)
        for path in site.glob("thing*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        why = workspace.run(step, python=python, check=True).of("step-missed")[0]["why"]
        assert why == "thing 1.0 is not installed any more"


def test_equal_executions_commit_one_record(workspace):
    step = StepSpec("s", ["open('data.csv').read()"])
    workspace.write("data.csv", "a")
    for _ in range(2):
        workspace.run(step)
    assert len(list(workspace.store.glob("records/*/*/*.json"))) == 1
    workspace.write("data.csv", "b")
    workspace.run(step)
    assert len(list(workspace.store.glob("records/*/*/*.json"))) == 2
    workspace.write("data.csv", "a")
    assert is_hit(workspace.run(step, check=True)), "the record of the older content is a candidate still"
