/** Kinds of values that notebooks hold, each with a way to make, change, replace and show one. */

export interface ValueKind {
  readonly name: string;
  /** An expression that makes a value. */
  readonly make: string;
  /** A statement that changes the object `x` itself; null for immutable kinds. */
  readonly change: ((x: string) => string) | null;
  /** An expression that makes a new value from `x` and leaves `x` alone. */
  readonly derive: (x: string) => string;
  /** An expression that tells everything about `x` as text, without changing it. */
  readonly show: (x: string) => string;
  /** An augmented assignment to `x`. */
  readonly augment: ((x: string) => string) | null;
}

/** Imports of every notebook of the corpus. */
export const importsCell = `import contextlib
import functools
import math
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression`;

/** Classes that some kinds are made of. */
export const classesCell = `class Basket:
    def __init__(self, items=()):
        self.items = list(items)
        self.owner = "nobody"

    def put(self, item):
        self.items.append(item)
        return self

    def __repr__(self):
        return f"Basket({self.items}, {self.owner})"


@dataclass
class Reading:
    value: float
    notes: list = field(default_factory=list)

    def raised(self, by):
        return Reading(self.value + by, [*self.notes, "raised"])`;

const repr = (x: string): string => `repr(${x})`;

export const valueKinds: readonly ValueKind[] = [
  {
    name: 'int',
    make: '12',
    change: null,
    derive: x => `${x} * 3 + 1`,
    show: repr,
    augment: x => `${x} += 5`
  },
  {
    name: 'float',
    make: '0.1 + 0.2',
    change: null,
    derive: x => `math.sqrt(abs(${x})) - 1.5`,
    show: repr,
    augment: x => `${x} /= 3`
  },
  {
    name: 'infinity and not-a-number',
    make: '(float("inf"), float("nan"), -0.0)',
    change: null,
    derive: x => `tuple(-number for number in ${x})`,
    show: repr,
    augment: x => `${x} += (1.0,)`
  },
  {
    name: 'big int',
    make: '2 ** 200 + 1',
    change: null,
    derive: x => `${x} // 7 - 3`,
    show: repr,
    augment: x => `${x} *= -2`
  },
  {
    name: 'str',
    make: '"Grüße, {name} \\u2603 \\\\n"',
    change: null,
    derive: x => `${x}[::-1].upper()`,
    show: repr,
    augment: x => `${x} += "…"`
  },
  {
    name: 'bytes',
    make: 'bytes(range(6))',
    change: null,
    derive: x => `${x} + b"\\xff\\x00"`,
    show: repr,
    augment: x => `${x} += b"!"`
  },
  {
    name: 'bool',
    make: '3 > 2',
    change: null,
    derive: x => `not ${x}`,
    show: repr,
    augment: x => `${x} &= False`
  },
  {
    name: 'tuple',
    make: '(1, "two", [3.0])',
    change: x => `${x}[2].append(4)`,
    derive: x => `${x} + (None,)`,
    show: repr,
    augment: x => `${x} += ("more",)`
  },
  {
    name: 'list',
    make: '[3, 1, 2]',
    change: x => `${x}.append(len(${x}) * 10)`,
    derive: x => `sorted(${x}) + [0]`,
    show: repr,
    augment: x => `${x} += [7]`
  },
  {
    name: 'list sorted in place',
    make: '["b", "a", "c"]',
    change: x => `${x}.sort(reverse=True)`,
    derive: x => `[item * 2 for item in ${x}]`,
    show: repr,
    augment: x => `${x} *= 2`
  },
  {
    name: 'dict',
    make: '{"a": 1, "b": 2}',
    change: x => `${x}["k%d" % len(${x})] = len(${x})`,
    derive: x => `{**${x}, "derived": True}`,
    show: repr,
    augment: x => `${x} |= {"joined": 1}`
  },
  {
    name: 'dict with keys of several types',
    make: '{1: "int", "1": "str", (1, 2): "tuple", None: "none"}',
    change: x => `${x}.pop("1", None)`,
    derive: x => `{key: str(value) * 2 for key, value in ${x}.items()}`,
    show: repr,
    augment: x => `${x} |= {2.5: "float"}`
  },
  {
    name: 'set',
    make: '{3, 1, 2}',
    change: x => `${x}.add(len(${x}) + 40)`,
    derive: x => `${x} | {99}`,
    show: x => `repr(sorted(${x}))`,
    augment: x => `${x} -= {1}`
  },
  {
    name: 'nested containers',
    make: '{"rows": [[1, 2], [3, 4]], "meta": {"tags": ["x"]}}',
    change: x => `${x}["rows"][0].append(len(${x}["rows"][0]))`,
    derive: x => `{"rows": [row[:] for row in ${x}["rows"]], "meta": {"tags": ${x}["meta"]["tags"] * 2}}`,
    show: repr,
    augment: x => `${x} |= {"extra": ()}`
  },
  {
    name: 'one list twice in a container',
    make: '(lambda row: [row, row])([1])',
    change: x => `${x}[0].append(2)`,
    derive: x => `[${x}[0], ${x}[0]]`,
    show: x => `f"{${x}} {${x}[0] is ${x}[1]}"`,
    augment: x => `${x} += [${x}[0]]`
  },
  {
    name: 'deque, Counter and defaultdict',
    make: '{"queue": deque([1, 2], maxlen=4), "count": Counter("abca"), "groups": defaultdict(list, a=[1])}',
    change: x => `${x}["groups"]["b"].append(len(${x}["groups"]))`,
    derive: x => `{**${x}, "count": ${x}["count"] + Counter("b")}`,
    show: repr,
    augment: x => `${x} |= {"order": OrderedDict(z=1)}`
  },
  {
    name: 'dates and exact numbers',
    make: '(date(2024, 2, 28), Fraction(1, 3), Decimal("0.10"))',
    change: null,
    derive: x => `(${x}[0] + timedelta(days=2), ${x}[1] * 2, -${x}[2])`,
    show: repr,
    augment: x => `${x} += (timedelta(hours=5),)`
  },
  {
    name: 'numpy array',
    make: 'np.arange(6, dtype="float32").reshape(2, 3)',
    change: x => `${x}[0, 1] = ${x}.sum()`,
    derive: x => `${x} * 2 - 1`,
    show: x => `f"{${x}.dtype} {${x}.shape} {${x}.tolist()}"`,
    augment: x => `${x} += 0.5`
  },
  {
    name: 'numpy array in Fortran order',
    make: 'np.asfortranarray(np.arange(6).reshape(2, 3))',
    change: x => `${x}[:, 0] = -1`,
    derive: x => `np.asfortranarray(${x} + 1)`,
    show: x => `f"{${x}.dtype} {${x}.flags.f_contiguous} {${x}.tolist()}"`,
    augment: x => `${x} *= 3`
  },
  {
    name: 'numpy scalar',
    make: 'np.float32(1.1)',
    change: null,
    derive: x => `np.float32(${x} / 3)`,
    show: x => `f"{type(${x}).__name__} {${x}.item()!r}"`,
    augment: x => `${x} += np.float32(0.5)`
  },
  {
    name: 'pandas frame',
    make: 'pd.DataFrame({"n": [1, 2, 3], "s": ["a", None, "c"], "c": pd.Categorical(["x", "y", "x"])})',
    change: x => `${x}["n%d" % ${x}.shape[1]] = ${x}["n"] + ${x}.shape[1]`,
    derive: x => `${x}[${x}["n"] > 1].reset_index(drop=True)`,
    show: x => `f"{${x}.dtypes.astype(str).to_dict()} {${x}.to_dict()}"`,
    augment: null
  },
  {
    name: 'pandas series with dates',
    make: 'pd.Series([1.5, 2.5], index=pd.date_range("2024-01-01", periods=2, tz="UTC"), name="level")',
    change: x => `${x}.iloc[0] = ${x}.iloc[0] + 10`,
    derive: x => `${x}.shift(1, fill_value=0.0)`,
    show: x => `f"{${x}.name} {${x}.dtype} {${x}.index.dtype} {${x}.to_dict()}"`,
    augment: x => `${x} += 1`
  },
  {
    name: 'instance of a class',
    make: 'Basket(["apple"])',
    change: x => `${x}.put("pear")`,
    derive: x => `Basket(reversed(${x}.items))`,
    show: repr,
    augment: null
  },
  {
    name: 'instance with a changed attribute',
    make: 'Basket(["kiwi"])',
    change: x => `${x}.owner = ${x}.owner + "!"`,
    derive: x => `Basket(${x}.items + [${x}.owner])`,
    show: repr,
    augment: null
  },
  {
    name: 'dataclass',
    make: 'Reading(1.5)',
    change: x => `${x}.notes.append("changed")`,
    derive: x => `${x}.raised(0.25)`,
    show: repr,
    augment: null
  },
  {
    name: 'random generator',
    make: 'np.random.default_rng(5)',
    change: x => `${x}.random()`,
    derive: x => `np.random.default_rng(int(${x}.bit_generator.state["state"]["state"] % 1000))`,
    show: x => `str(${x}.bit_generator.state)`,
    augment: null
  },
  {
    name: 'scikit-learn estimator',
    make: 'LinearRegression()',
    change: x => `${x}.fit([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.5])`,
    derive: x => `LinearRegression(fit_intercept=not ${x}.fit_intercept)`,
    show: x => `f"{${x}.get_params()} {getattr(${x}, 'coef_', None)} {getattr(${x}, 'intercept_', None)}"`,
    augment: null
  }
];
