/** Edits of the code of a step. */
import { insert, replace } from '../edit.js';
import type { Mutation } from '../edit.js';
import { changes } from './change.js';

export const ownCode: readonly Mutation[] = [
  changes('a number in a step', 'local', replace('local', 'margin = 1.5', 'margin = 1.6')),
  changes('a number by less than it prints', 'local', replace('local', 'margin = 1.5', 'margin = 1.5000000000000002')),
  changes('a term is added', 'report', replace('report', 'half + factor', 'half + factor + 0.5')),
  changes('a plus becomes a minus', 'report', replace('report', 'half + factor', 'half - factor')),
  changes('a product becomes a power', 'local', replace('local', 'density * margin', 'density ** margin')),
  changes('a division becomes a remainder', 'print_out', replace('print', 'total / average', 'total % average')),
  changes('an and becomes an or', 'local', replace('local', '> 60 and not', '> 60 or not')),
  changes('a not goes', 'local', replace('local', 'and not value == 100', 'and value == 100')),
  changes('greater becomes less', 'local', replace('local', 'value > 60', 'value < 60')),
  changes('equal becomes unequal', 'local', replace('local', 'value == 100', 'value != 100')),
  changes('a constant in a comparison', 'local', replace('local', '> 60', '> 100')),
  changes('a function called in its place', 'measure', replace('measure', 'max(lengths)', 'min(lengths)')),
  changes('another function of a module', 'print_out', replace('print', 'math.floor', 'math.ceil')),
  changes('another attribute', 'report', replace('report', 'statistics.mean', 'statistics.median')),
  changes('a default argument in a step', 'local', replace('local', 'density=0.7', 'density=0.8')),
  changes('an argument of a call', 'print_out', replace('print', 'sort_keys=True', 'sort_keys=False')),
  changes('an argument goes', 'print_out', replace('print', ', sort_keys=True', '')),
  changes(
    'two arguments change places',
    'local',
    replace('local', 'round(weight(length), 3)', 'round(3, weight(0) == 0)')
  ),
  changes('a string', 'entitle', replace('entitle', '" ")', '", ")')),
  changes('a string by its case', 'report', replace('report', '{"title": title', '{"Title": title')),
  changes('a string by a space at its end', 'report', replace('report', '{"title": title', '{"title ": title')),
  changes('a string becomes raw', 'entitle', replace('entitle', '" ")', 'r"\\n")')),
  changes('a string becomes an f-string', 'report', replace('report', '{"title": title', '{f"{factor}title": title')),
  changes('a string with a hash in it', 'entitle', replace('entitle', '" ")', '" # ")')),
  changes('spaces inside of a string', 'entitle', replace('entitle', '" ")', '"  ")')),
  changes('a statement is added', 'measure', replace('measure', 'longest =', 'lengths.append(1)\nlongest =')),
  changes(
    'a statement is taken out',
    'entitle',
    replace('entitle', '\nif options["loud"]:\n    title = title.upper()', '\ntitle = title + "."')
  ),
  changes(
    'two statements change places',
    'measure',
    replace('measure', '\nlongest = max(lengths)', '\nlengths.append(1)\nlongest = max(lengths)\nlengths.reverse()')
  ),
  changes(
    'a statement moves out of a condition',
    'entitle',
    replace('entitle', '    title = title.upper()', '    pass\ntitle = title.upper()')
  ),
  changes('a condition is turned round', 'entitle', replace('entitle', 'if options["loud"]', 'if not options["loud"]')),
  changes(
    'parentheses change the precedence',
    'report',
    replace('report', 'sum(pieces) + half', 'sum(pieces) * (1 + half)')
  ),
  changes(
    'a comprehension gets a condition',
    'measure',
    replace('measure', 'for size in sizes]', 'for size in sizes if size > 2]')
  ),
  changes('a comprehension gets another expression', 'build', replace('build', 'board.area()', 'board.width()')),
  changes('another class is made', 'build', replace('build', 'Board(length)', 'Plank(length)')),
  changes(
    'a comma makes a tuple',
    'print_out',
    replace('print', 'json.dumps(report, sort_keys=True)', 'json.dumps((report,), sort_keys=True)')
  ),
  changes('a slice', 'measure', replace('measure', 'for size in sizes]', 'for size in sizes[1:]]')),
  changes('an index', 'report', replace('report', '"meters": meters', '"meters": meters[0]')),
  changes('a star', 'print_out', replace('print', 'dumps(report', 'dumps([*report]')),
  changes('a lambda in its place', 'saw', replace('saw', 'halve(longest)', '(lambda value: value / 4)(longest)')),
  changes('a new cell of the step', 'measure', insert('build', { id: 'more', tags: [], source: 'longest += 1' })),
  changes('an augmented assignment', 'local', replace('local', 'margin = 1.5', 'margin = 1.5\nmargin *= 2')),
  changes('a walrus', 'saw', replace('saw', 'halve(longest)', 'halve(twice := longest * 2)')),
  changes(
    'the indentation of a return',
    'local',
    replace(
      'local',
      '    return length * density * margin',
      '    for _ in range(2):\n        length += 1\n    return length * density * margin'
    )
  )
];
