/** Edits of functions, classes and constants that a step uses, directly or through others. */
import { insert, replace } from '../edit.js';
import type { Mutation } from '../edit.js';
import { changes } from './change.js';

export const calledCode: readonly Mutation[] = [
  changes('the function that a step calls', 'measure', replace('helpers', 'middle(value) * 2', 'middle(value) * 3')),
  changes(
    'a function that the called function calls',
    'measure',
    replace('helpers', 'base(value) + shift', 'base(value) - shift')
  ),
  changes('a function two levels down', 'measure', replace('helpers', 'value * SCALE', 'value * SCALE + 1')),
  changes('a constant that is read two levels down', 'measure', replace('helpers', 'SCALE = 10', 'SCALE = 11')),
  changes('a constant is assigned twice', 'measure', replace('helpers', 'SCALE = 10', 'SCALE = 10\nSCALE = 12')),
  changes(
    'a constant is changed by a loop',
    'measure',
    replace('helpers', 'SCALE = 10', 'SCALE = 10\nfor _ in range(2):\n    SCALE += 1')
  ),
  changes('a default argument one level down', 'measure', replace('helpers', 'shift=1', 'shift=2')),
  changes(
    'a function is defined again below',
    'measure',
    insert('measure', { id: 'again', tags: ['functions'], source: 'def base(value):\n    return value' })
  ),
  changes(
    'a called function is wrapped',
    'measure',
    insert('measure', {
      id: 'wrap',
      tags: ['functions'],
      source: 'plain_base = base\n\n\ndef base(value):\n    return plain_base(value) + 5'
    })
  ),
  changes(
    'a called function gets a decorator',
    'measure',
    replace(
      'helpers',
      'def base(value)',
      'def twice(function):\n    return lambda value: 2 * function(value)\n\n\n@twice\ndef base(value)'
    )
  ),
  changes('a constant that a step reads', 'entitle', replace('helpers', '"hello"', '"good day"')),
  changes('a class attribute', 'build', replace('classes', 'thickness = 2', 'thickness = 3')),
  changes('a method of the class', 'build', replace('classes', 'super().width() + 1', 'super().width() + 2')),
  changes('a method of the base class', 'build', replace('classes', 'self.thickness + 1', 'self.thickness + 2')),
  changes(
    'a method that a method of the base class calls',
    'build',
    replace('classes', 'self.length * self.width()', 'self.length * self.width() + 1')
  ),
  changes('the constructor', 'build', replace('classes', 'self.length = length', 'self.length = length + 1')),
  changes(
    'the base class',
    'build',
    replace(
      'classes',
      'class Board(Plank):\n    def width(self):\n        return super().width() + 1',
      'class Beam(Plank):\n    thickness = 9\n\n\nclass Board(Beam):\n    def width(self):\n        return super().width() + 1'
    )
  ),
  changes(
    'a method is added that overrides',
    'build',
    replace('classes', 'class Board(Plank):\n', 'class Board(Plank):\n    def area(self):\n        return 1\n\n')
  ),
  changes(
    'a property takes the place of an attribute',
    'build',
    replace('classes', '    thickness = 2\n', '    @property\n    def thickness(self):\n        return 4\n')
  ),
  changes('the decorator', 'saw', replace('classes', 'function(*args) + 0', 'function(*args) + 1')),
  changes(
    'the decorator is taken off',
    'saw',
    replace('classes', '@logged\ndef cut(length):\n    return length / 2', 'def cut(length):\n    return length / 2.5')
  ),
  changes('the decorated function', 'saw', replace('classes', 'return length / 2', 'return length / 3')),
  changes('a lambda', 'saw', replace('classes', 'lambda value: value / 2', 'lambda value: value / 3')),
  changes(
    'a function inside of a function',
    'entitle',
    replace('classes', 'return prefix + text', 'return prefix + text + "!"')
  ),
  changes(
    'a class is patched below',
    'build',
    insert('measure', { id: 'patch', tags: ['functions'], source: 'Plank.thickness = 7' })
  ),
  changes(
    'a class is patched with setattr',
    'build',
    insert('measure', { id: 'patch', tags: ['functions'], source: 'setattr(Plank, "thickness", 8)' })
  ),
  changes(
    'another module under the same name',
    'print_out',
    replace(
      'imports',
      'import json',
      'import pickle as json_like\nimport json\n\njson = type("Loud", (), {"dumps": staticmethod(lambda value, **_: "loud")})'
    )
  ),
  changes(
    'another function under the imported name',
    'print_out',
    replace(
      'imports',
      'import math',
      'import math\nfrom types import SimpleNamespace\n\nmath = SimpleNamespace(floor=lambda value: -1)'
    )
  ),
  changes(
    'another module is imported under the alias',
    'report',
    replace('imports', 'import statistics', 'import numpy as statistics'),
    replace('report', 'statistics.mean(areas)', 'float(statistics.median(areas))')
  ),
  changes(
    'a step overwrites a constant that a function reads',
    'measure',
    replace('measure', 'lengths = [', 'SCALE = 20\nlengths = [')
  )
];
