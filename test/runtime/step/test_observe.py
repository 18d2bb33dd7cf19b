"""What a step read, wrote and used is seen, and what makes its result not reusable is said."""

from __future__ import annotations

import hashlib
import shutil
import socket
import sys
from pathlib import Path

import pytest
import step_harness
from step_harness import RUNTIME, Outcome, Server, StepSpec, Workspace


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def run(server: Server, workspace: Workspace):
    def run(source: str, *imports: str, **changes: object) -> Outcome:
        outcome = server.run(workspace, StepSpec("s", [source], imports=list(imports)), **changes)
        assert outcome.succeeded, outcome.error
        return outcome

    return run


READERS = [
    ("open", "open('data.csv').read()"),
    ("os.open", "import os\nos.read(os.open('data.csv', os.O_RDONLY), 9)"),
    ("pathlib", "from pathlib import Path\nPath('data.csv').read_text()"),
    ("pandas", "import pandas as pd\npd.read_csv('data.csv')"),
    ("numpy.loadtxt", "import numpy as np\nnp.loadtxt('data.csv', skiprows=1, delimiter=',')"),
    ("numpy.fromfile", "import numpy as np\nnp.fromfile('data.csv', dtype='u1')"),
    ("numpy.memmap", "import numpy as np\nnp.memmap('data.csv', dtype='u1', mode='r').sum()"),
    ("the csv module", "import csv\nlist(csv.reader(open('data.csv')))"),
    ("Arrow, from compiled code", "import pyarrow.csv\npyarrow.csv.read_csv('data.csv')"),
    ("Arrow, memory-mapped", "import pyarrow as pa\npa.memory_map('data.csv').read()"),
    ("Arrow, under a computed name", "import pyarrow.csv\npyarrow.csv.read_csv('da' + 'ta' + '.csv')"),
    ("codecs", "import codecs\ncodecs.open('data.csv').read()"),
    ("a file that is only asked for", "import os\nos.path.getsize('data.csv')"),
    ("the same, by the name of the argument", "import os\nos.path.getsize(filename='data.csv')"),
    ("os.stat", "import os\nos.stat('data.csv').st_size"),
    ("os.lstat", "from os import lstat\nlstat('data.csv').st_size"),
    ("os.stat, as a function that is passed on", "import os\nlist(map(os.stat, ['data.csv']))"),
    ("os.stat, not following links", "import os\nos.stat('data.csv', follow_symlinks=False)"),
    ("os.access", "import os\nos.access('data.csv', os.R_OK)"),
    ("a library that calls os.stat", "import filecmp\nopen('x', 'w').close()\nfilecmp.cmp('data.csv', 'x')"),
]


class TestReads:
    @pytest.mark.parametrize("source", [one[1] for one in READERS], ids=[one[0] for one in READERS])
    def test_a_file_is_read_with(self, workspace, run, source):
        workspace.write("data.csv", "a,b\n1,2\n")
        outcome = run(source)
        assert outcome.read_paths()["data.csv"] == sha(b"a,b\n1,2\n")
        assert outcome.record["reusable"], outcome.record["reason"]

    @pytest.mark.parametrize(
        "source", [READERS[3][1], READERS[8][1]], ids=["through Python", "from compiled code"]
    )
    def test_in_a_fresh_interpreter_too(self, workspace, source):
        workspace.write("data.csv", "a,b\n1,2\n")
        assert workspace.run(StepSpec("s", [source])).read_paths()["data.csv"] == sha(b"a,b\n1,2\n")

    def test_a_parquet_file_that_compiled_code_reads(self, workspace, run):
        run("import pyarrow as pa, pyarrow.parquet as pq\npq.write_table(pa.table({'a': [1]}), 'x.parquet')")
        outcome = run("import pyarrow.parquet as pq\npq.read_table('x.parquet', memory_map=True)")
        assert outcome.read_paths()["x.parquet"] == sha((workspace.root / "x.parquet").read_bytes())

    def test_a_booster_that_xgboost_loads(self, workspace):
        pytest.importorskip("xgboost")
        make = "import numpy as np, xgboost\nb = xgboost.train({}, xgboost.DMatrix(np.eye(3), label=[0, 1, 2]), 1)\n"
        workspace.run(StepSpec("a", [make + "b.save_model('m.ubj')"], imports=["xgboost"]))
        outcome = workspace.run(StepSpec("b", ["import xgboost\nxgboost.Booster(model_file='m.ubj')"]))
        assert "m.ubj" in outcome.read_paths()

    def test_a_file_outside_the_workspace_has_its_whole_path(self, run, tmp_path_factory):
        path = tmp_path_factory.mktemp("elsewhere") / "data.txt"
        path.write_text("x")
        assert run(f"open({str(path)!r}).read()").read_paths()[str(path)] == sha(b"x")

    def test_a_file_outside_the_workspace_that_compiled_code_reads(self, run, tmp_path_factory):
        path = tmp_path_factory.mktemp("elsewhere") / "data.csv"
        path.write_text("a\n1\n")
        assert str(path) in run(f"import pyarrow.csv\npyarrow.csv.read_csv({str(path)!r})").read_paths()

    def test_a_file_that_an_input_names(self, server, workspace, tmp_path_factory):
        path = tmp_path_factory.mktemp("elsewhere") / "data.csv"
        path.write_text("a\n1\n")
        made = server.run(workspace, StepSpec("a", [f"where = {str(path)!r}"], outputs=["where"])).record[
            "outputs"
        ]
        step = StepSpec("b", ["import pyarrow.csv\npyarrow.csv.read_csv(where)"], inputs={"where": "a"})
        assert str(path) in server.run(workspace, step, inputs=made).read_paths()

    @pytest.mark.parametrize(
        "source",
        [
            "try: open('gone.txt')\nexcept OSError: pass",
            "import os\nos.path.exists('gone.txt')",
            "from pathlib import Path\nPath('gone.txt').exists()",
            "from pathlib import Path\nPath('gone.txt').is_file()",
            "import os\ntry: os.stat('gone.txt')\nexcept OSError: pass",
            "import os\ntry: os.listdir('gone.txt')\nexcept OSError: pass",
        ],
    )
    def test_a_file_that_is_not_there_is_a_dependency_as_well(self, run, source):
        assert run(source).read_paths() == {"gone.txt": None}

    @pytest.mark.parametrize(
        "source",
        [
            "import os\nos.listdir('data')",
            "import glob\nglob.glob('data/*')",
            "import os\nlist(os.walk('data'))",
        ],
    )
    def test_a_listed_folder_is_read_as_the_names_in_it(self, workspace, run, source):
        workspace.write("data/b.txt", "")
        workspace.write("data/a.txt", "")
        assert run(source).read_paths()["data/"] == sha(b'["a.txt","b.txt"]')

    @pytest.mark.parametrize(
        ("source", "seen"),
        [
            ("import os\n[entry.stat().st_size for entry in os.scandir('data')]", "details"),
            ("import os\nos.listdir('data')\nlist(os.scandir('data'))", "details"),
            ("import os\nlist(os.walk('data'))", None),
            ("import glob\nglob.glob('data/*')", None),
            ("import os\nos.path.isdir('data')", "presence"),
            ("from pathlib import Path\nPath('data').exists()", "presence"),
            ("import os\nos.path.exists('data') and os.listdir('data')", None),
        ],
    )
    def test_of_a_folder_what_the_code_may_have_seen(self, workspace, run, source, seen):
        workspace.write("data/a.txt", "abc")
        (read,) = run(source).record["reads"]
        assert (read["path"], read.get("seen")) == ("data/", seen)

    def test_a_library_that_asks_for_a_folder_does_not_count(self, workspace, run):
        (workspace.root / "data").mkdir()
        assert run("import os\nos.makedirs('data', exist_ok=True)").record["reads"] == []

    def test_a_walked_tree_is_every_folder_in_it(self, workspace, run):
        workspace.write("data/deep/down/a.txt", "")
        found = run("import os\nlist(os.walk('data'))").read_paths()
        assert set(found) == {"data/", "data/deep/", "data/deep/down/"}

    @pytest.mark.parametrize(
        "source",
        [
            "import os\nassert {os.stat, os.open} <= os.supports_dir_fd and os.stat in os.supports_fd",
            "import os\nassert {os.stat, os.access} <= os.supports_follow_symlinks",
            "import os\nclass Disk: stat = os.stat\nassert Disk().stat('.')",
            "import os, pickle\nassert pickle.loads(pickle.dumps(os.stat)) is os.stat",
            "import os\nfor name in range(3): os.stat(name)",
            "import os\nwith open('data.csv') as f: os.stat(f.fileno())",
            "import shutil, tempfile\nwith tempfile.TemporaryDirectory() as d: shutil.copy2('data.csv', d)",
            "import shutil\nassert shutil.rmtree.avoids_symlink_attacks",
        ],
    )
    def test_a_program_finds_the_functions_of_os_as_they_are(self, workspace, run, source):
        workspace.write("data.csv", "a")
        outcome = run(source)
        assert set(outcome.read_paths()) <= {"data.csv", "./"}
        assert outcome.record["reusable"], outcome.record["reason"]

    @pytest.mark.parametrize(
        "source",
        [
            "import json, os, sys\nopen(json.__file__).read()",
            "open('/proc/self/stat').read()",
            "import pandas\nopen(pandas.__file__).read()",
            "import tempfile\nf = tempfile.NamedTemporaryFile('w+')\nf.write('x')\nopen(f.name).read()",
            "import tempfile, os\nd = tempfile.mkdtemp()\nopen(d + '/x', 'w').close()\nopen(d + '/x').read()",
            "import matplotlib.pyplot as plt\nplt.plot([1]);\nprint(1)",
        ],
        ids=[
            "the standard library",
            "the kernel",
            "an installed library",
            "temporary",
            "a temporary folder",
            "fonts",
        ],
    )
    def test_files_that_are_nobodys_data_do_not_count(self, run, source):
        outcome = run(source)
        assert set(outcome.read_paths()) <= {"matplotlibrc"}
        assert outcome.record["writes"] == []
        assert outcome.record["reusable"], outcome.record["reason"]


WRITERS = [
    ("open", "open('out/x.txt', 'w').write('hello')"),
    ("a file left open", "f = open('out/x.txt', 'w')\nf.write('hello')"),
    ("pathlib", "from pathlib import Path\nPath('out/x.txt').write_text('hello')"),
    ("a rename into place", "import os\nopen('out/t', 'w').write('hello')\nos.replace('out/t', 'out/x.txt')"),
    ("a copy", "import shutil\nopen('out/t', 'w').write('hello')\nshutil.copy('out/t', 'out/x.txt')\nimport os\nos.remove('out/t')"),
    ("a new folder moved into place", "import os\nos.mkdir('n')\nopen('n/x.txt', 'w').write('hello')\nos.rename('n', 'out')"),
    ("Arrow, from compiled code", "import pyarrow as pa\nwith pa.OSFile('out/x.txt', 'wb') as f: f.write(b'hello')"),
]  # fmt: skip


class TestWrites:
    @pytest.mark.parametrize("source", [one[1] for one in WRITERS], ids=[one[0] for one in WRITERS])
    def test_a_file_is_written_with(self, workspace, run, source):
        if "n/x.txt" not in source:
            (workspace.root / "out").mkdir()
        outcome = run(source)
        (written,) = outcome.record["writes"]
        assert (written["path"], written["digest"], written["mode"]) == ("out/x.txt", sha(b"hello"), 0o644)
        digest = written["digest"]
        assert (workspace.store / "objects" / digest[:2] / digest[2:]).read_bytes() == b"hello"
        assert outcome.record["reusable"], outcome.record["reason"]

    def test_writing_again_over_an_earlier_result_stays_reusable(self, run):
        for _ in range(2):
            outcome = run("import pandas as pd\npd.DataFrame({'a': [1]}).to_csv('x.csv')")
            assert outcome.written_paths() == {"x.csv"}
            assert outcome.record["reusable"], outcome.record["reason"]

    def test_what_it_wrote_itself_is_no_dependency(self, run):
        outcome = run("open('x', 'w').write('1')\nopen('x').read()\nopen('x', 'a').write('2')")
        assert outcome.read_paths() == {}
        assert outcome.record["writes"][0]["digest"] == sha(b"12")
        assert outcome.record["reusable"], outcome.record["reason"]

    def test_an_empty_folder_that_it_makes(self, run):
        assert run("import os\nos.makedirs('models/new', exist_ok=True)").written_paths() == {"models/new/"}


NOT_REUSABLE = [
    ("reads and then writes a file", "t = open('data.csv').read()\nopen('data.csv', 'w').write(t)", "it reads data.csv and writes it"),
    ("appends", "open('data.csv', 'a').write('x')", "it changes data.csv in place"),
    ("changes in place", "open('data.csv', 'r+').write('x')", "it changes data.csv in place"),
    ("looks for a file and makes it", "import os\nif not os.path.exists('c.pkl'): open('c.pkl', 'w').close()", "it looks for c.pkl"),
    ("deletes", "import os\nos.remove('data.csv')", "it deletes data.csv"),
    ("moves", "import os\nos.rename('data.csv', 'other.csv')", "it moves data.csv"),
    ("deletes a folder", "import shutil\nshutil.rmtree('folder')", "it deletes the folder folder"),
    ("lists a folder and adds to it", "import os\nos.listdir('folder')\nopen('folder/n', 'w').close()", "it lists folder"),
    ("makes a link", "import os\nos.symlink('data.csv', 'link')", "it makes a link"),
    ("starts a program", "import subprocess\nsubprocess.run(['true'])", "it starts a program (true)"),
    ("os.system", "import os\nos.system('true')", "it runs a shell command (true)"),
    ("a shell line", "!true", "it runs a shell command"),
    ("forks", "import os\np = os.fork()\nif p == 0: os._exit(0)\nos.waitpid(p, 0);", "it starts another process"),
    ("multiprocessing", "import multiprocessing as m\np = m.Process(target=int)\np.start(); p.join()", "it starts another process"),
    ("connects", "import socket\ns = socket.socket()\ntry: s.connect(('127.0.0.1', 9))\nexcept OSError: pass", "it opens a network connection (127.0.0.1:9)"),
    ("opens a folder", "import os\nfolder = os.open('.', os.O_RDONLY)\nos.stat('data.csv', dir_fd=folder)", "it opens the folder ."),
    ("walks over open folders", "import os\nlist(os.fwalk('folder'))", "it opens the folder folder"),
    ("scans a folder and changes a file in it", "import os\nlist(os.scandir('folder'))\nopen('folder/a.txt', 'w').write('1')", "it looks at the files in folder and then writes a.txt"),
    ("changes a database", "import sqlite3\nc = sqlite3.connect('x.db')\nc.execute('create table t (a)'); c.commit()", "it changes x.db in place"),
]  # fmt: skip


class TestReasons:
    @pytest.mark.parametrize(
        ("source", "reason"), [one[1:] for one in NOT_REUSABLE], ids=[one[0] for one in NOT_REUSABLE]
    )
    def test_a_step_is_not_reusable_when_it(self, workspace, run, source, reason):
        workspace.write("data.csv", "a,b\n1,2\n")
        workspace.write("folder/a.txt", "")
        if "x.db" in source:
            import sqlite3

            sqlite3.connect(workspace.root / "x.db").execute("create table u (a)").connection.close()
        record = run(source).record
        assert not record["reusable"]
        assert reason in record["reason"]

    def test_a_file_that_changes_while_it_is_read(self, workspace, server):
        data = workspace.write("data.csv", "old")
        source = "open('data.csv').read()\nprint('read', flush=True)\nimport os\nwhile not os.path.exists('go'): pass"
        request = workspace.request(workspace.plan(StepSpec("s", [source])), "s")
        number = server.start(request)
        server.event(number, "cell-output")
        data.write_text("new")
        workspace.write("go", "")
        assert "data.csv changed while it was read" in server.outcome(number, request).record["reason"]

    @pytest.mark.parametrize(
        "source",
        [
            "import subprocess\nsubprocess.run(['uname', '-r'])",
            "import ctypes.util\nctypes.util.find_library('c')",
            "import socket\na, b = socket.socketpair()\na.send(b'x')",
            "import asyncio\nawait asyncio.sleep(0)",
            "import os\nos.makedirs('made', exist_ok=True)\nopen('made/x', 'w').close()",
            "import matplotlib.pyplot as plt\nfor _ in range(2): plt.plot([1]); plt.savefig('plot.png')",
            "import sqlite3\nc = sqlite3.connect('new.db')\nc.execute('create table t (a)'); c.commit()",
        ],
        ids=[
            "asks for the machine",
            "finds a library",
            "talks to itself",
            "sleeps",
            "makes a folder",
            "plots",
            "makes a database",
        ],
    )
    def test_it_stays_reusable_when_it(self, run, source):
        record = run(source).record
        assert record["reusable"], record["reason"]

    def test_a_connection_to_another_machine_in_a_fresh_interpreter(self, workspace):
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            port = listening.getsockname()[1]
            source = f"import urllib.request\ntry: urllib.request.urlopen('http://127.0.0.1:{port}', timeout=0.1)\nexcept OSError: pass"
            assert "network" in workspace.run(StepSpec("s", [source])).record["reason"]


class TestModules:
    def test_local_modules_are_recorded_by_content_also_those_that_they_import(self, workspace, run):
        workspace.write("util.py", "import helper_module\nN = 1")
        workspace.write("helper_module.py", "M = 2")
        workspace.write("package/__init__.py", "from . import part")
        workspace.write("package/part.py", "")
        modules = {one["path"]: one["digest"] for one in run("import util, package").record["modules"]}
        assert set(modules) == {"util.py", "helper_module.py", "package/__init__.py", "package/part.py"}
        assert modules["helper_module.py"] == sha(b"M = 2")

    def test_those_of_the_runtime_are_not_the_users_even_in_the_workspace(self, workspace, monkeypatch):
        copied = workspace.root / "collard" / "runtime"
        shutil.copytree(RUNTIME, copied, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(step_harness, "RUNTIME", copied)
        workspace.write("helper.py", "N = 1")
        source = "import numpy as np, pandas as pd, helper\nx = np.arange(9)\ny = pd.DataFrame({'a': x})"
        record = workspace.run(StepSpec("s", [source], outputs=["x", "y"])).record
        again = StepSpec("t", ["z = x.sum() + len(y)"], inputs={"x": "s", "y": "s"})
        loaded = workspace.run(again, inputs=record["outputs"]).record
        assert [module["path"] for module in record["modules"]] == ["helper.py"]
        assert (loaded["modules"], loaded["reads"]) == ([], [])

    def test_a_script_that_is_run_counts(self, workspace, run):
        workspace.write("script.py", "n = 1")
        outcome = run("%run script.py\nprint(n)")
        assert "script.py" in {one["path"] for one in outcome.record["modules"]} | set(outcome.read_paths())

    def test_distributions_of_imports_are_recorded_with_what_they_require(self, run):
        from importlib.metadata import version

        found = run("import pandas as pd", "pandas").record["distributions"]
        assert found["pandas"] == version("pandas")
        assert found["numpy"] == version("numpy")
        assert found["python-dateutil"] == version("python-dateutil")
        assert "scikit-learn" not in found
        assert "ipython" not in found

    def test_also_when_only_a_local_module_imports_a_library_that_is_loaded_already(self, workspace, run):
        workspace.write("util.py", "import pandas")
        assert "pandas" in run("import util", "util").record["distributions"]

    def test_also_when_only_an_input_is_made_of_it(self, server, workspace):
        first = StepSpec("a", ["import pandas as pd\nx = {'frame': pd.DataFrame({'a': [1]})}"], outputs=["x"])
        made = server.run(workspace, first).record["outputs"]
        outcome = server.run(workspace, StepSpec("b", ["n = len(x)"], inputs={"x": "a"}), inputs=made)
        assert "pandas" in outcome.record["distributions"]

    def test_a_step_that_imports_nothing_depends_on_nothing_installed(self, run):
        assert run("n = 1").record["distributions"] == {}

    def test_a_warm_and_a_fresh_interpreter_record_the_same(self, workspace, run):
        workspace.write("data.csv", "a,b\n1,2\n")
        source = "import pandas as pd\ndf = pd.read_csv('data.csv')"
        warm, fresh = (
            run(source, "pandas").record,
            workspace.run(StepSpec("s", [source], imports=["pandas"])).record,
        )
        assert warm["id"] == fresh["id"]

    def test_a_module_edited_at_once_with_the_same_size_is_not_run_stale(self, workspace, run):
        for number in "12":
            workspace.write("util.py", f"N = {number}")
            assert run("import util\nprint(util.N)").text("s-0") == f"{number}\n"


class TestLookups:
    """What must not be hidden by a new file."""

    def lookups(self, outcome: Outcome) -> dict[str, set[str]]:
        """By folders of the workspace; Python's own import path may hold others."""
        found = {one["folder"]: set(one["names"]) for one in outcome.record["lookups"]}
        return {folder: names for folder, names in found.items() if not folder.startswith("/")}

    def test_libraries_and_parts_of_python_beside_the_notebook(self, run):
        (names,) = self.lookups(run("import pandas, statistics", "pandas", "statistics")).values()
        assert {"pandas", "numpy", "dateutil", "statistics"} <= names

    @pytest.mark.parametrize("name", ["sys", "os", "json"])
    def test_not_what_no_file_can_hide(self, run, name):
        assert self.lookups(run(f"import {name}", name)) == {}

    def test_local_modules_in_their_own_folder(self, workspace, run):
        workspace.write("util.py", "import package.part")
        workspace.write("package/__init__.py", "")
        workspace.write("package/part.py", "")
        assert self.lookups(run("import util", "util")) == {".": {"util", "package"}, "package": {"part"}}

    def test_folders_that_the_code_adds_to_the_import_path(self, workspace, run):
        workspace.write("first/one.py", "")
        workspace.write("last/two.py", "")
        source = "import sys\nsys.path.insert(0, 'first')\nsys.path.append('last')\nimport one, two, this"
        found = self.lookups(run(source, "one", "two"))
        assert found == {
            "first": {"one", "two", "this"},
            ".": {"one", "two", "this"},
            "last": {"one", "two"},
        }

    def test_a_module_that_is_looked_for_in_vain(self, run):
        source = "try: import speedups\nexcept ImportError: pass"
        assert self.lookups(run(source, "speedups")) == {".": {"speedups"}}

    def test_a_file_that_was_there_and_was_not_used_does_not_count(self, workspace, run):
        workspace.write("script/__init__.py", "")
        workspace.write("script.py", "n = 1")
        assert self.lookups(run("exec(compile(open('script.py').read(), 'script.py', 'exec'))")) == {}


VARIABLES = {"MODE": "fast", "EMPTY": "", "TOKEN": "tell nobody"}
VARIABLE_READS = [
    ("by its name", "os.environ['MODE']", {"MODE": sha(b"fast")}),
    ("with get", "os.environ.get('EMPTY')", {"EMPTY": sha(b"")}),
    ("with get, in vain", "os.environ.get('GONE', 'x')", {"GONE": None}),
    ("with in", "'GONE' in os.environ", {"GONE": None}),
    ("with getenv", "os.getenv('MODE')", {"MODE": sha(b"fast")}),
    ("with pop", "os.environ.pop('MODE')", {"MODE": sha(b"fast")}),
    ("with del", "del os.environ['MODE']", {"MODE": sha(b"fast")}),
    ("with setdefault", "os.environ.setdefault('GONE', 'x')", {"GONE": None}),
    ("as bytes", "os.environb[b'MODE']", {"MODE": sha(b"fast")}),
    ("inside of a path", "os.path.expandvars('$MODE/x')", {"MODE": sha(b"fast")}),
    ("in a loop over all names", "[os.environ[n] for n in os.environ.keys() if n == 'MODE']", {"MODE": sha(b"fast")}),
    ("and then sets it", "os.environ['MODE']; os.environ['MODE'] = 'x'", {"MODE": sha(b"fast")}),
    ("after it has set it itself", "os.environ['MODE'] = 'x'; os.environ['MODE']", {}),
    ("after an update of its own", "os.environ.update(MODE='x'); 'MODE' in os.environ", {}),
    ("with all others: dict", "dict(os.environ)", {}),
    ("with all others: braces", "{**os.environ, 'MODE': 'x'}", {}),
    ("with all others: copy", "os.environ.copy()", {}),
    ("with all others: or", "(os.environ | {'A': 'x'}) if hasattr(dict, '__or__') else None", {}),
    ("with all others: items", "sorted(os.environ.items())", {}),
    ("with all others: values", "list(os.environ.values())", {}),
    ("that is a secret", "os.environ['TOKEN']", {}),
    ("that a library reads for itself", "import tempfile; tempfile.tempdir = None; tempfile.gettempdir()", {}),
]  # fmt: skip


class TestVariables:
    @pytest.mark.parametrize(
        ("code", "found"), [one[1:] for one in VARIABLE_READS], ids=[one[0] for one in VARIABLE_READS]
    )
    def test_an_environment_variable_that_the_code_reads(self, run, code, found):
        source = f"import os\n{code};"
        outcome = run(source, environment=VARIABLES, secrets=["TOKEN"])
        assert outcome.record["environment"] == found

    def test_one_that_a_local_module_reads(self, workspace, run):
        workspace.write("settings.py", "import os\ndef mode(): return os.environ.get('MODE')")
        outcome = run("import settings\nsettings.mode()", environment=VARIABLES)
        assert outcome.record["environment"] == {"MODE": sha(b"fast")}

    def test_in_a_fresh_interpreter_too(self, workspace):
        step = StepSpec("s", ["import os\nos.environ['MODE'], os.environ.get('MPLBACKEND')"])
        assert workspace.run(step, environment=VARIABLES).record["environment"] == {"MODE": sha(b"fast")}


@pytest.mark.skipif(sys.platform != "linux", reason="tells which watch is in use")
def test_a_watch_of_many_folders_is_cut_and_names_in_the_code_stand_in(workspace, run):
    for number in range(2100):
        Path(workspace.root / f"folders/{number}").mkdir(parents=True)
    workspace.write("folders/2099/deep/data.csv", "a\n1\n")
    source = "import pyarrow.csv\npyarrow.csv.read_csv('folders/2099/deep/data.csv')"
    assert "folders/2099/deep/data.csv" in run(source).read_paths()
