/** Edits of the text of cells that leave its meaning alone: comments, layout, quotes and brackets. */
import { insert, replace } from '../edit.js';
import type { Mutation } from '../edit.js';
import { cosmetic } from './no-change.js';

export const comments: readonly Mutation[] = [
  cosmetic('a comment above a statement of a step', replace('measure', 'longest =', '# the longest one\nlongest =')),
  cosmetic('a comment at the top of a cell', replace('measure', 'lengths = [', '# First we measure.\nlengths = [')),
  cosmetic('a comment at the end of a line', replace('measure', 'max(lengths)', 'max(lengths)  # feet')),
  cosmetic('a comment at the end of a cell', replace('measure', 'max(lengths)', 'max(lengths)\n# that is all')),
  cosmetic('a comment inside of brackets', replace('measure', '[top(size)', '[  # all of them\n    top(size)')),
  cosmetic(
    'a comment inside of a used function',
    replace('helpers', '    return value * SCALE', '    # scaled\n    return value * SCALE')
  ),
  cosmetic('a comment beside a constant', replace('helpers', 'SCALE = 10', 'SCALE = 10  # per cent?')),
  cosmetic(
    'a comment inside of a method',
    replace('classes', '        return self.thickness', '        # a bit more\n        return self.thickness')
  ),
  cosmetic('a comment beside a class attribute', replace('classes', 'thickness = 2', 'thickness = 2  # inches')),
  cosmetic('a comment beside a decorator', replace('classes', '@logged\n', '@logged  # see above\n')),
  cosmetic('a comment beside a parameter', replace('parameters', 'factor = 3', 'factor = 3  # how often')),
  cosmetic('a comment among the imports', replace('imports', 'import math', '# numbers\nimport math')),
  cosmetic('a comment with a quote and a bracket', replace('report', 'average =', '# it\'s (odd "\naverage =')),
  cosmetic('a comment that looks like code', replace('report', 'average =', '# average = 0\naverage =')),
  cosmetic('a comment that looks like a magic', replace('report', 'average =', '# %timeit total\naverage =')),
  cosmetic('a comment in another script', replace('saw', 'pieces =', '# 测量 ✂\npieces =')),
  cosmetic(
    'a comment between a decorator and its function',
    replace('classes', '@logged\n', '@logged\n# cuts in two\n')
  ),
  cosmetic(
    'a comment in a condition',
    replace('entitle', '    title = title.upper()', '    # shout\n    title = title.upper()')
  ),
  cosmetic(
    'a comment inside of a lambda in brackets',
    replace('classes', 'lambda value: value / 2', '(lambda value:  # half\n         value / 2)')
  ),
  cosmetic(
    'a commented-out cell is added to a step',
    insert('build', { id: 'old', tags: [], source: '# lengths = []' })
  )
];

export const layout: readonly Mutation[] = [
  cosmetic('blank lines between statements', replace('measure', '\nlongest', '\n\n\nlongest')),
  cosmetic('blank lines before the first statement', replace('measure', 'lengths = [', '\n\nlengths = [')),
  cosmetic('blank lines at the end', replace('measure', 'max(lengths)', 'max(lengths)\n\n\n')),
  cosmetic('spaces at the end of a line', replace('measure', 'for size in sizes]', 'for size in sizes]   ')),
  cosmetic('spaces around an operator are taken out', replace('helpers', 'value * SCALE', 'value*SCALE')),
  cosmetic('spaces around an equals sign', replace('measure', 'longest = max', 'longest   =   max')),
  cosmetic('spaces around the equals sign of a default', replace('helpers', 'shift=1', 'shift = 1')),
  cosmetic('spaces inside of brackets', replace('saw', 'halve(longest)', 'halve( longest )')),
  cosmetic('a call is broken over lines', replace('saw', 'halve(longest)', 'halve(\n    longest\n)')),
  cosmetic(
    'a comprehension is broken over lines',
    replace('measure', '[top(size) for size in sizes]', '[\n    top(size)\n    for size in sizes\n]')
  ),
  cosmetic('a backslash continues a line', replace('report', '7 + sum', '7 \\\n    + sum')),
  cosmetic(
    'a dict is broken over lines, with a trailing comma',
    replace('report', '"heavy": len(heavy)}', '"heavy": len(heavy),\n}')
  ),
  cosmetic('a trailing comma in a call', replace('saw', 'halve(longest)', 'halve(longest,)')),
  cosmetic(
    'a trailing comma in a list of arguments',
    replace('helpers', 'def middle(value, shift=1)', 'def middle(value, shift=1,)')
  ),
  cosmetic(
    'a body is indented by two spaces',
    replace('helpers', 'def base(value):\n    return', 'def base(value):\n  return')
  ),
  cosmetic(
    'a body is indented by a tab',
    replace('helpers', 'def base(value):\n    return', 'def base(value):\n\treturn')
  ),
  cosmetic(
    'a body moves to the line of its header',
    replace('helpers', 'def base(value):\n    return', 'def base(value): return')
  ),
  cosmetic('two statements share a line', replace('measure', '\nlongest', '; longest')),
  cosmetic('a semicolon at the end', replace('measure', 'max(lengths)', 'max(lengths);')),
  cosmetic('lines end as on Windows', replace('measure', '\nlongest', '\r\nlongest')),
  cosmetic('a form feed between functions', replace('helpers', '\n\n\ndef middle', '\n\f\ndef middle')),
  cosmetic(
    'the blank line between two methods goes',
    replace('classes', 'self.length = length\n\n', 'self.length = length\n')
  ),
  cosmetic('more blank lines between functions', replace('helpers', '\n\n\ndef top', '\n\n\n\n\ndef top'))
];

export const spelling: readonly Mutation[] = [
  cosmetic('single quotes instead of double quotes', replace('report', '"title"', "'title'")),
  cosmetic('triple quotes around a short string', replace('report', '"title"', '"""title"""')),
  cosmetic('single quotes in a subscript', replace('entitle', 'options["loud"]', "options['loud']")),
  cosmetic('single quotes in a constant', replace('helpers', '"hello"', "'hello'")),
  cosmetic('single quotes in a parameter', replace('parameters', '"oak"', "'oak'")),
  cosmetic(
    'single quotes in the keys of a parameter',
    replace('parameters', '{"round": 2, "loud": False}', "{'round': 2, 'loud': False}")
  ),
  cosmetic('no spaces in a list parameter', replace('parameters', '[4, 9, 2]', '[4,9,2]')),
  cosmetic(
    'redundant parentheses around an expression',
    replace('helpers', 'return value * SCALE', 'return (value * SCALE)')
  ),
  cosmetic('redundant parentheses that say the precedence', replace('report', 'sum(areas) / 7', '(sum(areas) / 7)')),
  cosmetic(
    'redundant parentheses around a condition',
    replace('entitle', 'if options["loud"]:', 'if (options["loud"]):')
  ),
  cosmetic(
    'redundant parentheses around the item of a for',
    replace('build', 'for length in lengths', 'for length in (lengths)')
  ),
  cosmetic('an upper-case prefix of a string', replace('entitle', '" ")', 'u" ")')),
  cosmetic('parentheses around a base class stay, with spaces', replace('classes', 'Board(Plank)', 'Board( Plank )')),
  cosmetic(
    'parentheses around a return value',
    replace('classes', 'return self.thickness + 1', 'return (self.thickness + 1)')
  )
];
