/** Outputs, results and metrics of a step. */
import { step } from '../../support/notebook.js';
import { analyzed, stepOf } from './analyzed.js';

describe('what a step leaves behind', () => {
  it('is an output if a later step reads it, with the last line that changes it', () => {
    const found = analyzed([
      [step('a'), 'x = [1]\ny = 2'],
      [[], 'x.append(3)\n_hidden = 1\nimport math\ndef f(): pass'],
      [step('b', 'a'), 'print(x)']
    ]);
    expect(stepOf(found, 'a').outputs).toEqual([{ name: 'x', cell: 'c2', line: 1 }]);
    expect(stepOf(found, 'a').results).toEqual([{ name: 'y', cell: 'c1', line: 2 }]);
  });

  it('is a result only where no later step writes it', () => {
    const found = analyzed([
      [step('a'), 'score = 1'],
      [step('b'), 'score = 2']
    ]);
    expect([stepOf(found, 'a').results, stepOf(found, 'b').results.map(({ name }) => name)]).toEqual([[], ['score']]);
  });

  it('includes the metrics whose variables it has the last word on', () => {
    const found = analyzed([
      [['pipeline-parameters'], 'rate = 0.1'],
      [step('a'), 'score = 1'],
      [step('b', 'a'), 'score = score + rate'],
      [step('c', 'b'), 'print(score)'],
      [['pipeline-metrics'], 'print(score)\nprint(rate)']
    ]);
    const metrics = ['a', 'b', 'c'].map(name => stepOf(found, name).metrics.map(({ variable }) => variable));
    expect(metrics).toEqual([[], ['score', 'rate'], []]);
  });
});
