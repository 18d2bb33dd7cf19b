/** Which name somebody probably meant. */
import { allNearest, nearest } from '../../../compiler/diagnostics/spelling.js';

describe('the nearest name', () => {
  it.each([
    ['prcies', ['budget', 'prices'], 'prices'],
    ['prcies', ['prices', 'budget'], 'prices'],
    ['laod', ['left', 'load', 'read'], 'load'],
    ['Total', ['total'], 'total'],
    ['totl', ['total', 'tot'], 'tot'],
    ['ab', ['b', 'a'], 'a'],
    ['training_data', ['data', 'train_data'], 'train_data'],
    ['same', ['same'], null],
    ['x', ['y'], null],
    ['', ['a'], null],
    ['price', ['budget', 'number'], null],
    ['anything', [], null]
  ])('to %s among %j is %s', (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });

  it('is one of several when they are as near', () => {
    expect(allNearest('part_c', ['part_b', 'part_a', 'party', 'part_b'])).toEqual(['part_a', 'part_b']);
  });
});
