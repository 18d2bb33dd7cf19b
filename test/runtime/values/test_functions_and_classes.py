"""Functions and classes of a notebook cross from step to step and behave as they do in the notebook."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from collard.runtime.values import LoadError, SaveError


def test_a_lambda(steps: Any) -> None:
    steps.run_first("double = lambda x: 2 * x").save("double")
    assert steps.load()["double"](4) == 8


def test_a_function_with_defaults_attributes_and_documentation(steps: Any) -> None:
    steps.run_first("""
def make():
    def scale(x, by=[2], *, add: int = 1) -> int:
        "Scales."
        return x * by[0] + add
    scale.calls = {"count": 0}
    return scale
scale = make()
""").save("scale")
    scale = steps.load()["scale"]
    assert scale(3, add=2) == 8
    assert (scale.__doc__, scale.calls, scale.__qualname__) == (
        "Scales.",
        {"count": 0},
        "make.<locals>.scale",
    )
    assert set(scale.__annotations__) == {"add", "return"}


def test_a_closure_keeps_its_variables(steps: Any) -> None:
    steps.run_first("""
def adder(n):
    return lambda x: x + n
add = adder(10)
""").save("add")
    assert steps.load()["add"](1) == 11


def test_two_closures_keep_sharing_a_variable(steps: Any) -> None:
    steps.run_first("""
def counter():
    count = 0
    def up():
        nonlocal count
        count += 1
    def read():
        return count
    return up, read
up, read = counter()
""").save("up", "read")
    second = steps.load()
    second["up"]()
    second["up"]()
    assert second["read"]() == 2


def test_a_recursive_lambda_calls_the_name_in_the_later_step(steps: Any) -> None:
    steps.run_first("fact = lambda n: 1 if n < 2 else n * fact(n - 1)").save("fact")
    assert steps.load()["fact"](5) == 120


def test_a_recursive_inner_function(steps: Any) -> None:
    steps.run_first("""
def make():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact
fact = make()
""").save("fact")
    assert steps.load()["fact"](5) == 120


def test_mutually_recursive_inner_functions(steps: Any) -> None:
    steps.run_first("""
def make():
    def even(n): return True if n == 0 else odd(n - 1)
    def odd(n): return False if n == 0 else even(n - 1)
    return even
even = make()
""").save("even")
    assert steps.load()["even"](10)


def test_globals_of_a_function_are_looked_up_when_it_is_called(steps: Any) -> None:
    steps.run_first("rate = 2\nscale = lambda x: x * rate").save("scale")
    second = steps.load(after="rate = 3")
    assert second["scale"](5) == 15
    second["rate"] = 4
    assert second["scale"](5) == 20


def test_globals_that_the_later_step_lacks_come_along(steps: Any) -> None:
    steps.run_first("""
import math
offset = 3
def helper(x): return math.floor(x) + offset
box = [lambda x: helper(x)]
""").save("box")
    assert steps.load()["box"][0](1.5) == 4


def test_a_global_that_cannot_travel_stays_behind_and_may_be_provided(steps: Any) -> None:
    steps.run_first(
        "import threading\nlock = threading.Lock()\ndef work():\n    with lock:\n        return 1\nf = [work]"
    ).save("f")
    assert steps.load(after="import threading\nlock = threading.Lock()")["f"][0]() == 1


def test_an_attribute_with_the_name_of_a_global_is_not_that_global(steps: Any) -> None:
    steps.run_first("data = (i for i in range(3))\nread = lambda x: x.data").save("read")
    assert steps.load()["read"](type("Box", (), {"data": 1})) == 1


def test_a_generator_function_and_a_coroutine_function(steps: Any) -> None:
    steps.run_first("""
def make():
    def count(n):
        yield from range(n)
    async def wait():
        return 5
    return count, wait
count, wait = make()
""").save("count", "wait")
    second = steps.load()
    assert list(second["count"](3)) == [0, 1, 2]
    with pytest.raises(StopIteration) as stop:
        second["wait"]().send(None)
    assert stop.value.value == 5


def test_partials_and_decorated_functions(steps: Any) -> None:
    steps.run_first("""
import functools
def power(x, n): return x ** n
square = functools.partial(power, n=2)
@functools.lru_cache(maxsize=7)
def cached(x): return x + 1
def twice(function):
    @functools.wraps(function)
    def wrapper(x): return function(function(x))
    return wrapper
@twice
def grow(x): return x * 3
""").save("square", "cached", "grow")
    second = steps.load()
    assert (second["square"](3), second["cached"](1), second["grow"](2)) == (9, 2, 18)
    assert second["cached"].cache_info().maxsize == 7
    assert second["grow"].__name__ == "grow"


COUNTER = """
class Counter:
    step = 2
    def __init__(self): self.count = 0
    def up(self): self.count += self.step; return self.count
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def plain(x): return x
"""


def test_an_instance_uses_the_class_of_the_later_step(steps: Any) -> None:
    steps.run_first(COUNTER + "c = Counter(); c.up()").save("c")
    second = steps.load(after=COUNTER)
    assert type(second["c"]) is second["Counter"]
    assert second["c"].up() == 4


def test_methods_stay_bound_to_the_object(steps: Any) -> None:
    steps.run_first(COUNTER + "c = Counter(); up = c.up; make = Counter.make; plain = Counter.plain").save(
        "c", "up", "make", "plain"
    )
    second = steps.load(after=COUNTER)
    second["up"]()
    assert second["c"].count == 2
    assert type(second["make"]()) is second["Counter"]
    assert second["plain"](1) == 1


def test_an_instance_without_its_class_is_an_error_that_names_the_class(steps: Any) -> None:
    steps.run_first(COUNTER + "c = Counter()").save("c")
    with pytest.raises(LoadError, match=r"`c` .*needs `Counter`") as failure:
        steps.load()
    assert "define `Counter`" in failure.value.hint


def test_a_class_that_is_a_value_itself_needs_no_definition(steps: Any) -> None:
    steps.run_first(COUNTER + "c = Counter(); c.up()").save("Counter", "c")
    second = steps.load("c", "Counter")
    assert type(second["c"]) is second["Counter"]
    assert (second["c"].up(), second["Counter"].make().up()) == (4, 2)


def test_a_dataclass_and_an_enumeration_with_methods(steps: Any) -> None:
    source = """
from dataclasses import dataclass
from enum import Enum
@dataclass(frozen=True)
class Point:
    x: int
    def moved(self): return Point(self.x + 1)
class Level(Enum):
    LOW = 1
    def up(self): return self.value + 1
"""
    steps.run_first(source + "p = {Point(1): Level.LOW}").save("p")
    second = steps.load(after=source)
    assert second["p"] == {second["Point"](1): second["Level"].LOW}


def test_classes_made_by_a_call_come_along(steps: Any) -> None:
    steps.run_first("""
from collections import namedtuple
from enum import Enum, IntFlag
Pair = namedtuple("Pair", "left right", defaults=[5])
Color = Enum("Color", "RED GREEN")
Mode = IntFlag("Mode", "R W")
pair, color, mode = Pair(1), [Color.RED, Color.GREEN], Mode.R | Mode.W
""").save("pair", "color", "mode", "Pair")
    second = steps.load()
    assert repr(second["pair"]) == "Pair(left=1, right=5)"
    assert type(second["pair"]) is second["Pair"]
    assert [member.name for member in second["color"]] == ["RED", "GREEN"]
    assert type(second["color"][0]) is second["Color"]
    assert second["mode"] == 3


def test_an_object_of_a_class_made_inside_a_function(steps: Any) -> None:
    steps.run_first("""
def make():
    class Hidden:
        def __init__(self): self.a = 1
        def get(self): return self.a
    return Hidden()
hidden = make()
""").save("hidden")
    assert steps.load()["hidden"].get() == 1


def test_an_object_whose_class_was_defined_again_is_refused_or_kept_with_its_old_class(steps: Any) -> None:
    steps.run_first(
        "class A:\n    def who(self): return 'old'\na = A()\nclass A:\n    def who(self): return 'new'"
    ).save("a")
    assert steps.load()["a"].who() == "old"


def test_code_of_another_python_is_refused(steps: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from collard.runtime.values import functions

    steps.run_first("f = lambda: 1").save("f")
    monkeypatch.setattr(functions, "CODE_FORMAT", "cpython-399")
    with pytest.raises(LoadError, match=r"compiled by cpython-3\d+, and this is cpython-399") as failure:
        steps.load()
    assert "same version of Python" in failure.value.hint


def test_nothing_is_saved_when_a_closure_holds_a_lock(steps: Any) -> None:
    steps.run_first("import threading\ndef make(lock):\n    return lambda: lock\nf = make(threading.Lock())")
    with pytest.raises(SaveError, match="it holds a lock"):
        steps.save("f")


SAVER = """
import json, sys
from pathlib import Path
from collard.runtime.objects import ObjectStore
from collard.runtime.values import save
exec(compile(sys.argv[2], "<cell>", "exec"), globals())
saved = save({name: globals()[name] for name in sys.argv[3:]}, ObjectStore(Path(sys.argv[1])))
print(json.dumps(saved.artifacts))
"""
LOADER = """
import json, sys
from pathlib import Path
from collard.runtime.objects import ObjectStore
from collard.runtime.values import load
exec(compile(sys.argv[2], "<cell>", "exec"), globals())
globals().update(load(json.loads(sys.argv[4]), ObjectStore(Path(sys.argv[1])), globals()))
print(eval(sys.argv[3]))
"""


def test_real_processes_with_a_real_main_module(store: Any) -> None:
    source = (
        COUNTER + "c = Counter(); c.up(); add = (lambda n: lambda x: x + n + c.count)(1); both = [c, add]"
    )
    saved = run(SAVER, str(store.root), source, "c", "add", "both")
    shown = run(LOADER, str(store.root), COUNTER, "(add(1), both[0] is c, type(c) is Counter, c.up())", saved)
    assert shown == "(4, True, True, 4)"


def test_equal_steps_in_two_processes_give_equal_digests(store: Any) -> None:
    source = (
        COUNTER
        + "c = Counter(); f = (lambda n: lambda x: x + n)(1); d = {'a': [1.5, 'text', None], 'b': {3}}"
    )
    first, second = (run(SAVER, str(store.root), source, "c", "f", "d") for _ in range(2))
    digests = [
        {name: value["digest"] for name, value in json.loads(text).items()} for text in (first, second)
    ]
    assert digests[0] == digests[1]


def run(program: str, *arguments: str) -> str:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
