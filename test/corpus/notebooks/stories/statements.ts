/** Habits with statements, magics and the less usual corners of Python. */
import type { Story } from './story.js';

export const statementStories: readonly Story[] = [
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
