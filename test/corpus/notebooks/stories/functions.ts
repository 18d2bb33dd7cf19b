/** Habits with parameters, constants and functions. */
import type { Story } from './story.js';

export const functionStories: readonly Story[] = [
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
  }
];
