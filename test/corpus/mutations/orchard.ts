/** Base notebook "orchard": every step reads files in another way, through Python and through C and C++ readers. */
import type { Scene } from './edit.js';

export const orchard: Scene = {
  file: 'orchard.ipynb',
  folder: '.',
  parameters: {},
  environment: {},
  metadata: {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    kubeflow_notebook: { pipeline_name: 'orchard' }
  },
  files: [
    `import gzip
import shutil
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet

for folder in ["leaves", "crates", "rows"]:
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir()
for name in ["birch", "apple"]:
    Path("leaves", name).write_text(name)
for number in range(2):
    Path("crates", f"crate{number}.txt").write_text(str(number))
Path("rows/north/old").mkdir(parents=True)
Path("rows/north/old/oak").write_text("oak")
for name in ["switch.txt", "farm.local.ini"]:
    Path(name).unlink(missing_ok=True)
Path("flag.txt").write_text("flag")
Path("today.txt").write_text("today")
Path("other-day.txt").write_text("other day")
Path("link.txt").unlink(missing_ok=True)
Path("link.txt").symlink_to("today.txt")
Path("farm.ini").write_text("[farm]\\nname = hill\\n")
np.save("big.npy", np.arange(8))
Path("harvest.csv").write_text("tree,apples\\nfirst,3\\nsecond,5\\n")
Path("notes.txt").write_text("sunny\\n")
Path("settings.json").write_text('{"rows": 4}')
Path("table.txt").write_text("1 2\\n3 4\\n")
Path("plain.csv").write_text("x;y\\n1;2\\n")
Path("aside.txt").write_text("nobody reads this")
np.save("weights.npy", np.array([1.0, 2.0]))
np.savez("bundle.npz", left=np.arange(3))
np.array([1, 2, 3], dtype="<i4").tofile("raw.bin")
np.arange(4, dtype="<i2").tofile("mapped.bin")
pa.parquet.write_table(pa.table({"n": [1, 2]}), "table.parquet")
pa.parquet.write_table(pa.table({"n": [5, 6]}), "frame.parquet")
pd.DataFrame({"a": [1]}).to_pickle("frame.pkl")
Path("packed.txt.gz").write_bytes(gzip.compress(b"packed", mtime=0))
with zipfile.ZipFile("box.zip", "w") as box:
    box.writestr(zipfile.ZipInfo("inside.txt"), "zipped")
Path("store.db").unlink(missing_ok=True)
with sqlite3.connect("store.db") as connection:
    connection.execute("create table fruit (name text, count int)")
    connection.execute("insert into fruit values ('pear', 4)")
connection.close()`
  ],
  cells: [
    {
      id: 'imports',
      tags: ['imports'],
      source: `import configparser
import csv
import glob
import gzip
import json
import os
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.csv
import pyarrow.parquet`
    },
    { id: 'parameters', tags: ['pipeline-parameters'], source: `notes_file = "notes.txt"\nlimit = 2` },
    {
      id: 'functions',
      tags: ['functions'],
      source: `def read_settings(path):
    with open(path) as file:
        return json.load(file)


def first_line(path):
    return Path(path).read_text().splitlines()[0]`
    },
    {
      id: 'harvest',
      tags: ['step:harvest'],
      source: `harvest = pd.read_csv("harvest.csv")
apples = int(harvest["apples"].sum())
seen_harvest = repr((apples,))`
    },
    {
      id: 'weigh',
      tags: ['step:weigh'],
      source: `weights = np.load("weights.npy")
weight = float(weights.sum())
seen_weigh = repr((weight,))`
    },
    {
      id: 'bundle',
      tags: ['step:bundle'],
      source: `with np.load("bundle.npz") as bundle:
    left = bundle["left"].tolist()
seen_bundle = repr((left,))`
    },
    {
      id: 'note',
      tags: ['step:note'],
      source: `with open(notes_file) as notes:
    note = notes.read().strip()
seen_note = repr((note,))`
    },
    {
      id: 'raw',
      tags: ['step:raw'],
      source: `raw = np.fromfile("raw.bin", dtype="<i4").tolist()
seen_raw = repr((raw,))`
    },
    {
      id: 'mapped',
      tags: ['step:mapped'],
      source: `mapped = np.memmap("mapped.bin", dtype="<i2", mode="r").tolist()
seen_mapped = repr((mapped,))`
    },
    {
      id: 'text-table',
      tags: ['step:text_table'],
      source: `table = np.loadtxt("table.txt").tolist()
seen_text_table = repr((table,))`
    },
    {
      id: 'parquet',
      tags: ['step:parquet'],
      source: `column = pyarrow.parquet.read_table("table.parquet")["n"].to_pylist()
seen_parquet = repr((column,))`
    },
    {
      id: 'frame',
      tags: ['step:frame'],
      source: `frame = pd.read_parquet("frame.parquet")["n"].tolist()
seen_frame = repr((frame,))`
    },
    {
      id: 'arrow-csv',
      tags: ['step:arrow_csv'],
      source: `arrow_apples = pyarrow.csv.read_csv("harvest.csv")["apples"].to_pylist()
seen_arrow_csv = repr((arrow_apples,))`
    },
    {
      id: 'pickled',
      tags: ['step:pickled'],
      source: `pickled = pd.read_pickle("frame.pkl")["a"].tolist()
seen_pickled = repr((pickled,))`
    },
    {
      id: 'settings',
      tags: ['step:settings'],
      source: `rows = read_settings("settings.json")["rows"]
seen_settings = repr((rows,))`
    },
    {
      id: 'plain',
      tags: ['step:plain'],
      source: `with open("plain.csv", newline="") as lines:
    plain = list(csv.DictReader(lines, delimiter=";"))
seen_plain = repr((plain,))`
    },
    {
      id: 'packed',
      tags: ['step:packed'],
      source: `with gzip.open("packed.txt.gz", "rt") as packed:
    unpacked = packed.read()
seen_packed = repr((unpacked,))`
    },
    {
      id: 'zipped',
      tags: ['step:zipped'],
      source: `with zipfile.ZipFile("box.zip") as box:
    inside = box.read("inside.txt").decode()
seen_zipped = repr((inside,))`
    },
    {
      id: 'database',
      tags: ['step:database'],
      source: `connection = sqlite3.connect("store.db")
fruit = [list(row) for row in connection.execute("select name, count from fruit order by name")]
connection.close()
del connection
seen_database = repr((fruit,))`
    },
    {
      id: 'leaves',
      tags: ['step:leaves'],
      source: `leaves = sorted(os.listdir("leaves"))
seen_leaves = repr((leaves,))`
    },
    {
      id: 'crates',
      tags: ['step:crates'],
      source: `crates = sorted(glob.glob("crates/*.txt"))
seen_crates = repr((crates,))`
    },
    {
      id: 'newest',
      tags: ['step:newest'],
      source: `newest = sorted(path.name for path in Path("crates").iterdir())[-1]
newest_line = first_line(f"crates/{newest}")
seen_newest = repr((newest, newest_line,))`
    },
    {
      id: 'switch',
      tags: ['step:switch'],
      source: `switched = open("switch.txt").read() if os.path.exists("switch.txt") else "off"
seen_switch = repr((switched,))`
    },
    {
      id: 'size',
      tags: ['step:size'],
      source: `size = os.stat("notes.txt").st_size
seen_size = repr((size,))`
    },
    {
      id: 'walk',
      tags: ['step:walk'],
      source: `walked = sorted(name for _, _, names in os.walk("rows") for name in names)\nseen_walk = repr((walked,))`
    },
    {
      id: 'present',
      tags: ['step:present'],
      source: `present = Path("flag.txt").exists()\nseen_present = repr((present,))`
    },
    {
      id: 'link',
      tags: ['step:link'],
      source: `linked = Path("link.txt").read_text()\nseen_link = repr((linked,))`
    },
    {
      id: 'config',
      tags: ['step:config'],
      source: `config = configparser.ConfigParser()
config.read(["farm.ini", "farm.local.ini"])
farm = dict(config["farm"])
del config
seen_config = repr((farm,))`
    },
    {
      id: 'big',
      tags: ['step:big'],
      source: `big = int(np.load("big.npy", mmap_mode="r")[3])\nseen_big = repr((big,))`
    },
    {
      id: 'sum',
      tags: ['step:sum_up', 'prev:harvest', 'prev:weigh', 'prev:settings'],
      source: `total = apples * weight + rows
seen_sum = repr((total,))`
    },
    { id: 'metrics', tags: ['pipeline-metrics'], source: `print(total)` }
  ]
};
