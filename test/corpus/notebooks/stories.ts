/** Hand-written stories: habits of real notebooks that are more than "define, change, use" of one value. */

/** Pieces in the order of the notebook, each to be put into a step. `x` stands for a name of the story. */
export interface Story {
  readonly name: string;
  readonly parameters?: string;
  readonly functions?: string;
  readonly pieces: readonly string[];
}

export const stories: readonly Story[] = [
  {
    name: 'a parameter is read in a function of the functions cell',
    parameters: 'x_rate = 0.25',
    functions: 'def x_scaled(value):\n    return value * x_rate',
    pieces: ['x_base = 8', 'x_seen = repr(x_scaled(x_base))']
  },
  {
    name: 'a parameter is overwritten, and read later',
    parameters: 'x_rate = 0.25',
    pieces: ['x_before = repr(x_rate)', 'x_rate = 0.5', 'x_seen = repr(x_rate)']
  },
  {
    name: 'a parameter grows by an augmented assignment',
    parameters: 'x_rounds = 3',
    pieces: ['x_rounds += 1', 'x_rounds *= 2\nx_first_seen = repr(x_rounds)', 'x_seen = repr(x_rounds)']
  },
  {
    name: 'a list parameter is changed in place',
    parameters: 'x_layers = [8, 4]',
    pieces: ['x_layers.append(2)', 'x_seen = repr(x_layers)']
  },
  {
    name: 'a dict parameter is read through a function of a step',
    parameters: 'x_options = {"depth": 3, "names": ["a", "b"]}',
    pieces: ['def x_depth():\n    return x_options["depth"]', 'x_seen = repr((x_depth(), x_options["names"][1]))']
  },
  {
    name: 'a constant of the functions cell is changed in place',
    functions: 'X_TABLE = {"a": 1}\n\n\ndef x_lookup(name):\n    return X_TABLE.get(name)',
    pieces: ['X_TABLE["b"] = 2', 'x_seen = repr((x_lookup("a"), x_lookup("b")))']
  },
  {
    name: 'a constant of the functions cell is replaced',
    functions: 'X_LIMIT = 5\n\n\ndef x_capped(value):\n    return min(value, X_LIMIT)',
    pieces: ['x_first_seen = repr(x_capped(9))', 'X_LIMIT = 7', 'x_seen = repr(x_capped(9))']
  },
  {
    name: 'a memo of the functions cell fills up',
    functions: 'X_MEMO = {}\n\n\ndef x_square(value):\n    X_MEMO[value] = value * value\n    return X_MEMO[value]',
    pieces: ['x_nine = x_square(3)', 'x_sixteen = x_square(4)', 'x_seen = repr(sorted(X_MEMO.items()))']
  },
  {
    name: 'a function reads a value that changes between two calls',
    pieces: [
      'x_factor = 2\n\n\ndef x_times(value):\n    return value * x_factor',
      'x_first_seen = repr(x_times(10))',
      'x_factor = 3',
      'x_seen = repr(x_times(10))'
    ]
  },
  {
    name: 'a function is defined before the value that it reads',
    pieces: ['def x_tell():\n    return x_late + 1', 'x_late = 41', 'x_seen = repr(x_tell())']
  },
  {
    name: 'a function is defined again in a later step',
    pieces: [
      'def x_answer():\n    return "first"',
      'x_first_seen = x_answer()',
      'def x_answer():\n    return "second"',
      'x_seen = x_answer()'
    ]
  },
  {
    name: 'a function calls another one that is defined again later',
    pieces: [
      'def x_inner():\n    return 1\n\n\ndef x_outer():\n    return x_inner() + 100',
      'x_first_seen = repr(x_outer())',
      'def x_inner():\n    return 2',
      'x_seen = repr(x_outer())'
    ]
  },
  {
    name: 'two functions call each other',
    pieces: [
      'def x_even(n):\n    return n == 0 or x_odd(n - 1)\n\n\ndef x_odd(n):\n    return n != 0 and x_even(n - 1)',
      'x_seen = repr([x_even(7), x_odd(7)])'
    ]
  },
  {
    name: 'a function counts its calls with a global',
    pieces: [
      'x_calls = 0\n\n\ndef x_call():\n    global x_calls\n    x_calls += 1\n    return x_calls',
      'x_call()\nx_call()',
      'x_seen = repr(x_call())'
    ]
  },
  {
    name: 'a closure counts with nonlocal',
    pieces: [
      'def x_counter():\n    count = 0\n\n    def step():\n        nonlocal count\n        count += 1\n        return count\n\n    return step',
      'x_next = x_counter()\nx_first_seen = repr(x_next())\nx_seen = repr(x_next())'
    ]
  },
  {
    name: 'a default argument keeps the value of its time',
    pieces: [
      'x_start = 5\n\n\ndef x_from(value=x_start):\n    return value',
      'x_start = 6',
      'x_seen = repr((x_from(), x_start))'
    ]
  },
  {
    name: 'a default argument is a list that grows',
    pieces: [
      'def x_collect(item, found=[]):\n    found.append(item)\n    return found',
      'x_collect("a")\nx_seen = repr(x_collect("b"))'
    ]
  },
  {
    name: 'a function gets an attribute',
    pieces: ['def x_job():\n    return x_job.speed', 'x_job.speed = 3\nx_seen = repr(x_job())']
  },
  {
    name: 'lambdas in a loop share their variable',
    pieces: ['x_made = [lambda: number for number in range(3)]\nx_seen = repr([make() for make in x_made])']
  },
  {
    name: 'a class counts its instances',
    functions:
      'class XThing:\n    made = 0\n\n    def __init__(self):\n        XThing.made += 1\n        self.number = XThing.made',
    pieces: ['x_one = XThing()\nx_two = XThing()', 'x_seen = repr((x_one.number, x_two.number))']
  },
  {
    name: 'a class counts its instances over several steps',
    functions:
      'class XThing:\n    made = 0\n\n    def __init__(self):\n        XThing.made += 1\n        self.number = XThing.made',
    pieces: ['x_one = XThing()', 'x_two = XThing()', 'x_seen = repr((x_one.number, x_two.number))']
  },
  {
    name: 'a class of a step, with instances in later steps',
    pieces: [
      'class XPoint:\n    def __init__(self, at):\n        self.at = at\n\n    def moved(self, by):\n        return XPoint(self.at + by)',
      'x_here = XPoint(1)',
      'x_there = x_here.moved(4)',
      'x_seen = repr((x_here.at, x_there.at, type(x_there) is XPoint))'
    ]
  },
  {
    name: 'a subclass in another step than its base',
    pieces: [
      'class XBase:\n    kind = "base"\n\n    def tell(self):\n        return self.kind',
      'class XChild(XBase):\n    kind = "child"',
      'x_child = XChild()',
      'x_seen = x_child.tell() + repr(isinstance(x_child, XBase))'
    ]
  },
  {
    name: 'a property, a classmethod and slots',
    pieces: [
      'class XBox:\n    __slots__ = ("_side",)\n\n    def __init__(self, side):\n        self._side = side\n\n    @property\n    def area(self):\n        return self._side ** 2\n\n    @classmethod\n    def unit(cls):\n        return cls(1)',
      'x_boxes = [XBox(3), XBox.unit()]',
      'x_seen = repr([box.area for box in x_boxes])'
    ]
  },
  {
    name: 'an instance changes itself step after step',
    functions:
      'class XAccount:\n    def __init__(self):\n        self.moves = []\n\n    def pay(self, amount):\n        self.moves.append(amount)\n        return self\n\n    @property\n    def balance(self):\n        return sum(self.moves)',
    pieces: [
      'x_account = XAccount()',
      'x_account.pay(5)',
      'x_account.pay(-2).pay(10)',
      'x_seen = repr((x_account.balance, x_account.moves))'
    ]
  },
  {
    name: 'two names of one list, changed by one name in a later step',
    pieces: ['x_left = x_right = [1]', 'x_left.append(2)\nx_seen = repr((x_left, x_right, x_left is x_right))']
  },
  {
    name: 'two names of one list, changed in one step and read in another',
    pieces: ['x_left = [1]\nx_right = x_left', 'x_left.append(2)', 'x_seen = repr(x_right)']
  },
  {
    name: 'a list that holds a list which grows later',
    pieces: ['x_row = [1]\nx_rows = [x_row, x_row]', 'x_row.append(2)', 'x_seen = repr(x_rows)']
  },
  {
    name: 'a view of an array shows the change',
    pieces: [
      'x_array = np.arange(6)\nx_view = x_array[::2]',
      'x_array[0] = 100\nx_seen = repr((x_array.tolist(), x_view.tolist()))'
    ]
  },
  {
    name: 'a view of an array is written in a later step',
    pieces: ['x_array = np.zeros(4)\nx_view = x_array[1:3]', 'x_view[:] = 7', 'x_seen = repr(x_array.tolist())']
  },
  {
    name: 'an array is reshaped and filled',
    pieces: [
      'x_grid = np.zeros((2, 2))',
      'x_grid.ravel()[1] = 5\nx_grid.fill(3)\nx_grid[1, 1] = 9',
      'x_seen = repr(x_grid.tolist())'
    ]
  },
  {
    name: 'numpy writes into an output array',
    pieces: [
      'x_source = np.arange(3.0)\nx_target = np.empty(3)',
      'np.multiply(x_source, 2, out=x_target)',
      'x_seen = repr(x_target.tolist())'
    ]
  },
  {
    name: 'a random generator is shared by two steps in a row',
    pieces: [
      'x_rng = np.random.default_rng(1)',
      'x_first_seen = repr(x_rng.integers(0, 100, 4).tolist())',
      'x_seen = repr(x_rng.integers(0, 100, 4).tolist())'
    ]
  },
  {
    name: 'a random generator is passed to a function',
    functions: 'def x_draw(rng, count):\n    return rng.normal(size=count).round(6).tolist()',
    pieces: [
      'x_rng = np.random.default_rng(9)',
      'x_first_seen = repr(x_draw(x_rng, 2))',
      'x_seen = repr(x_draw(x_rng, 2))'
    ]
  },
  {
    name: 'a random generator shuffles in place',
    pieces: [
      'x_rng = np.random.default_rng(4)\nx_cards = list(range(8))',
      'x_rng.shuffle(x_cards)',
      'x_seen = repr(x_cards)'
    ]
  },
  {
    name: 'the global random state is seeded in one step and used in the next',
    pieces: ['np.random.seed(3)', 'x_seen = repr(np.random.randint(0, 1000))']
  },
  {
    name: 'a generator is made and consumed in one step',
    pieces: ['x_squares = (n * n for n in range(4))\nx_first = next(x_squares)\nx_seen = repr(list(x_squares))']
  },
  {
    name: 'a generator function is consumed in a later step',
    pieces: ['def x_count(to):\n    yield from range(to)', 'x_seen = repr(list(x_count(4)))']
  },
  {
    name: 'a half-read iterator crosses a step',
    pieces: ['x_letters = iter("abcd")\nx_first = next(x_letters)', 'x_seen = "".join(x_letters)']
  },
  {
    name: 'pandas changes a column in place',
    pieces: [
      'x_frame = pd.DataFrame({"a": [3, 1, 2], "b": [1.0, None, 3.0]})',
      'x_frame.sort_values("a", inplace=True)\nx_frame["b"] = x_frame["b"].fillna(0)',
      'x_frame.rename(columns={"b": "c"}, inplace=True)',
      'x_seen = repr(x_frame.to_dict())'
    ]
  },
  {
    name: 'pandas writes with loc, insert, pop and drop',
    pieces: [
      'x_frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})',
      'x_frame.loc[0, "a"] = 10\nx_frame.insert(0, "z", [0, 0])',
      'x_popped = x_frame.pop("b")\nx_frame.drop(index=1, inplace=True)',
      'x_seen = repr((x_frame.to_dict(), x_popped.tolist()))'
    ]
  },
  {
    name: 'pandas sets an attribute of the frame',
    pieces: [
      'x_frame = pd.DataFrame({"a": [1, 2]})',
      'x_frame.columns = ["renamed"]\nx_frame.index.name = "row"',
      'x_seen = repr((list(x_frame.columns), x_frame.index.name))'
    ]
  },
  {
    name: 'a query reads a name in its string',
    pieces: [
      'x_limit = 1\nx_frame = pd.DataFrame({"a": [1, 2, 3]})',
      'x_seen = repr(x_frame.query("a > @x_limit")["a"].tolist())'
    ]
  },
  {
    name: 'a groupby applies a function of an earlier step',
    pieces: [
      'x_weight = 10\n\n\ndef x_total(group):\n    return int(group.sum()) * x_weight',
      'x_frame = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]})',
      'x_seen = repr(x_frame.groupby("k")["v"].apply(x_total).to_dict())'
    ]
  },
  {
    name: 'a model is fitted by a function and used later',
    functions: 'def x_train(model, rows):\n    model.fit([[row] for row in rows], rows)\n    return model',
    pieces: [
      'x_model = LinearRegression()',
      'x_train(x_model, [1.0, 2.0, 4.0])',
      'x_seen = repr(x_model.predict([[3.0]]).round(6).tolist())'
    ]
  },
  {
    name: 'a model is fitted in one branch only',
    pieces: [
      'x_model = LinearRegression()\nx_rows = [[0.0], [1.0]]',
      'x_model.fit(x_rows, [1.0, 3.0])',
      'x_seen = repr(x_model.coef_.round(6).tolist())'
    ]
  },
  {
    name: 'an import is made in a step and used in a later one',
    pieces: [
      'import statistics as x_statistics\n\nx_values = [1, 2, 4]',
      'x_seen = repr(x_statistics.median(x_values))'
    ]
  },
  {
    name: 'a name is imported from a module in a step',
    pieces: ['from itertools import accumulate as x_accumulate', 'x_seen = repr(list(x_accumulate([1, 2, 3])))']
  },
  {
    name: 'an import in a try with a fallback',
    pieces: [
      'try:\n    import no_such_module_anywhere as x_fast\nexcept ImportError:\n    x_fast = None',
      'x_seen = repr(x_fast)'
    ]
  },
  {
    name: 'a builtin is shadowed',
    pieces: [
      'sum_x = sum\nlist_of_x = [1, 2]',
      'max = lambda values: "shadowed"  # noqa\nx_first_seen = max([1, 2])\ndel max',
      'x_seen = repr(sum_x(list_of_x))'
    ]
  },
  {
    name: 'a builtin is shadowed across steps',
    pieces: ['def round(value):\n    return "round " + str(value)', 'x_seen = round(2.6)\ndel round']
  },
  {
    name: 'a name is deleted and never used again',
    pieces: ['x_big = list(range(5))\nx_small = x_big[:2]', 'del x_big', 'x_seen = repr(x_small)']
  },
  {
    name: 'an exception is kept',
    pieces: [
      'try:\n    1 / 0\nexcept ZeroDivisionError as problem:\n    x_problem = str(problem)',
      'x_seen = x_problem'
    ]
  },
  {
    name: 'a retry loop with break, continue and else',
    pieces: [
      'x_tries = []\nfor attempt in range(5):\n    if attempt == 1:\n        continue\n    if attempt == 3:\n        break\n    x_tries.append(attempt)\nelse:\n    x_tries.append("else")',
      'x_seen = repr((x_tries, attempt))'
    ]
  },
  {
    name: 'a loop variable outlives its loop',
    pieces: ['for x_index, x_letter in enumerate("abc"):\n    pass', 'x_seen = f"{x_index}{x_letter}"']
  },
  {
    name: 'a condition defines a name on some paths, an earlier step on the others',
    pieces: ['x_mode = "old"', 'if len("ab") == 3:\n    x_mode = "new"', 'x_seen = x_mode']
  },
  {
    name: 'a with-block binds a file that is read in the same step',
    pieces: [
      'import io\n\nwith io.StringIO("a\\nb") as x_file:\n    x_lines = x_file.read().split()',
      'x_seen = repr(x_lines)'
    ]
  },
  {
    name: 'a match captures parts',
    pieces: [
      'x_command = {"go": ["north", 3], "fast": True}',
      'match x_command:\n    case {"go": [x_direction, int(x_count)], **x_others}:\n        x_kind = "go"\n    case _:\n        x_kind = "?"',
      'x_seen = repr((x_kind, x_direction, x_count, x_others))'
    ]
  },
  {
    name: 'star targets and nested targets',
    pieces: [
      'x_head, *x_middle, (x_tail, x_end) = [1, 2, 3, (4, 5)]',
      'x_seen = repr((x_head, x_middle, x_tail, x_end))'
    ]
  },
  {
    name: 'targets with subscripts and attributes',
    pieces: [
      'x_items = [0, 0]\nx_basket = Basket()',
      'x_items[0], x_basket.owner = "zero", "me"\nfor x_items[1] in range(3):\n    pass',
      'x_seen = repr((x_items, x_basket.owner))'
    ]
  },
  {
    name: 'del of an item',
    pieces: [
      'x_table = {"a": 1, "b": 2}\nx_list = [1, 2, 3]',
      'del x_table["a"], x_list[1]',
      'x_seen = repr((x_table, x_list))'
    ]
  },
  {
    name: 'a bound method is kept under a name',
    pieces: ['x_items = []\nx_add = x_items.append', 'x_add(5)\nx_seen = repr(x_items)']
  },
  {
    name: 'a bound method is kept under a name and called in a later step',
    pieces: ['x_items = []\nx_add = x_items.append', 'x_add(5)', 'x_seen = repr(x_items)']
  },
  {
    name: 'setattr and getattr',
    pieces: ['x_basket = Basket()', 'setattr(x_basket, "owner", "set")', 'x_seen = getattr(x_basket, "owner")']
  },
  {
    name: 'a cached function',
    pieces: [
      '@functools.lru_cache(maxsize=None)\ndef x_fibonacci(n):\n    return n if n < 2 else x_fibonacci(n - 1) + x_fibonacci(n - 2)',
      'x_seen = repr(x_fibonacci(30))'
    ]
  },
  {
    name: 'a decorator registers functions',
    pieces: [
      'x_registry = {}\n\n\ndef x_register(function):\n    x_registry[function.__name__] = function\n    return function',
      '@x_register\ndef x_hello():\n    return "hello"',
      'x_seen = repr(sorted(x_registry))'
    ]
  },
  {
    name: 'globals() is written',
    pieces: ['globals()["x_dynamic"] = 3', 'x_seen = repr(x_dynamic)']
  },
  {
    name: 'exec defines a name',
    pieces: ['exec("x_made = 4")', 'x_seen = repr(x_made)']
  },
  {
    name: 'top-level await',
    pieces: ['async def x_fetch():\n    return [1, 2]', 'x_data = await x_fetch()', 'x_seen = repr(x_data)']
  },
  {
    name: 'shell lines with a value of an earlier step',
    pieces: ['x_word = "hello"', 'x_lines = !echo {x_word} $x_word', 'x_seen = repr(list(x_lines))']
  },
  {
    name: 'printed text is captured',
    pieces: ['%%capture x_output\nprint("captured")', 'x_seen = x_output.stdout']
  },
  {
    name: 'timeit leaves nothing behind',
    pieces: ['x_value = 2\n%timeit -n 1 -r 1 x_value * 2', 'x_seen = repr(x_value)']
  },
  {
    name: 'help and comments only',
    pieces: ['# nothing here\n', 'x_value = 1\n\n# a comment at the end', 'x_seen = repr(x_value)']
  },
  {
    name: 'a dict of functions',
    pieces: [
      'def x_double(n):\n    return 2 * n\n\n\ndef x_triple(n):\n    return 3 * n',
      'x_operations = {"double": x_double, "triple": x_triple}\nx_seen = repr([x_operations[name](5) for name in x_operations])'
    ]
  },
  {
    name: 'a dict of functions crosses a step',
    pieces: [
      'def x_double(n):\n    return 2 * n\n\n\nx_operations = {"double": x_double}',
      'x_seen = repr(x_operations["double"](5))'
    ]
  },
  {
    name: 'an alias of a function',
    pieces: ['x_bonus = 1\n\n\ndef x_plus(n):\n    return n + x_bonus', 'x_same = x_plus', 'x_seen = repr(x_same(4))']
  },
  {
    name: 'an enum',
    pieces: [
      'import enum\n\n\nclass XColor(enum.Enum):\n    RED = 1\n    BLUE = 2',
      'x_color = XColor.BLUE',
      'x_seen = repr((x_color.name, x_color is XColor.BLUE))'
    ]
  },
  {
    name: 'a named tuple',
    pieces: [
      'from typing import NamedTuple\n\n\nclass XPair(NamedTuple):\n    left: int\n    right: int = 2',
      'x_pair = XPair(1)',
      'x_seen = repr((x_pair, x_pair.right))'
    ]
  },
  {
    name: 'an ndarray subclass of numbers with names',
    pieces: [
      'x_rows = np.array([(1, 2.5), (3, 4.5)], dtype=[("n", "i4"), ("w", "f8")])',
      'x_rows["w"][0] = 0.5',
      'x_seen = repr((x_rows.dtype.names, x_rows.tolist()))'
    ]
  },
  {
    name: 'a masked array',
    pieces: [
      'x_masked = np.ma.array([1, 2, 3], mask=[False, True, False])',
      'x_seen = repr((x_masked.sum().item(), x_masked.mask.tolist()))'
    ]
  },
  {
    name: 'a step prints and has no result',
    pieces: ['x_value = 3', 'print(x_value)', 'x_seen = repr(x_value)']
  },
  {
    name: 'underscore as a throw-away target',
    pieces: ['x_first, _ = divmod(17, 5)\nfor _ in range(2):\n    x_first += 1', 'x_seen = repr(x_first)']
  }
];
