/** Drawings of the graph: samples to look at, and what must hold for every plan. */
import { join } from 'node:path';
import fc from 'fast-check';
import { displayWidth } from '../../../compiler/diagnostics/display-width.js';
import { emit, targets } from '../../../compiler/4-emit/index.js';
import type { Plan } from '../../../compiler/ir/plan.js';
import { expectSample } from '../../support/samples.js';
import { planOf, plans } from './plans.js';
import type { Sketch } from './plans.js';

describe.each(targets)('target %s draws', target => {
  test.each(plans.map(plan => [plan.name, plan] as const))('%s', (_, plan) => {
    for (const { fileName, text } of emit(plan, target)) {
      expectSample(join(__dirname, 'samples', fileName), text);
    }
  });
});

/** Plans of up to 60 steps where each step takes values of some earlier ones. */
const anyPlan: fc.Arbitrary<Plan> = fc
  .array(fc.array(fc.nat({ max: 59 }), { maxLength: 5 }), { minLength: 1, maxLength: 60 })
  .map(choices => {
    const steps: Record<string, Sketch> = {};
    choices.forEach((picks, index) => {
      const earlier = index === 0 ? [] : [...new Set(picks.map(pick => pick % index))];
      steps[`step_${index}`] = { inputs: Object.fromEntries(earlier.map(from => [`v${from}`, `step_${from}`])) };
    });
    return planOf('any', steps);
  });

function drawing(plan: Plan, target: (typeof targets)[number]): string {
  return emit(plan, target)[0]?.text ?? '';
}

describe('whatever the plan', () => {
  test('the text drawing names every step once, in order, within 80 columns', () => {
    fc.assert(
      fc.property(anyPlan, plan => {
        const lines = drawing(plan, 'text').trimEnd().split('\n');
        expect(lines.every(line => displayWidth(line) <= 80)).toBe(true);
        const named = lines.flatMap(line => /step_\d+/.exec(line)?.[0] ?? []);
        expect(named).toEqual(plan.steps.map(({ name }) => name));
      })
    );
  });

  test('every rail of the text drawing that opens is tied to a later step, and every arrow leaves a rail', () => {
    fc.assert(
      fc.property(anyPlan, plan => {
        const text = drawing(plan, 'text');
        const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
        if (text.includes('─')) {
          const used = new Set(plan.steps.flatMap(({ inputs }) => inputs.map(({ from }) => from)));
          expect(count(/╯/g)).toBe(used.size);
          expect(count(/╭/g)).toBe(used.size);
          expect(count(/[╰┴]/g)).toBe(used.size);
          expect(count(/▶/g)).toBe(plan.steps.filter(({ inputs }) => inputs.length > 0).length);
          expect(count(/[├╰┼┴]/g)).toBe(plan.steps.reduce((sum, { inputs }) => sum + inputs.length, 0));
        }
      })
    );
  });

  test('mermaid and svg have one line for each edge', () => {
    fc.assert(
      fc.property(anyPlan, plan => {
        const edges = plan.steps.reduce((sum, { inputs }) => sum + inputs.length, 0);
        expect(drawing(plan, 'mermaid').match(/-->/g)?.length ?? 0).toBe(edges);
        expect(drawing(plan, 'svg').match(/class="edge"/g)?.length ?? 0).toBe(edges);
      }),
      { numRuns: 20 }
    );
  });
});

describe('an edge that is there for the order alone', () => {
  test('is left out where a longer way says the same', () => {
    const plan = planOf('p', { a: {}, b: { after: ['a'] }, c: { after: ['a', 'b'] } });
    expect(drawing(plan, 'mermaid').match(/-\.->/g)).toHaveLength(2);
  });

  test('is drawn with dots and has no names', () => {
    const plan = planOf('p', { a: {}, b: { after: ['a'] } });
    expect(drawing(plan, 'mermaid')).toContain('s1 -.-> s2');
    expect(drawing(plan, 'svg')).toContain('class="edge order"');
    expect(drawing(plan, 'text')).toContain('b  (after a)');
  });
});

test('an svg is inert: no script, no link, names escaped', () => {
  const plan = planOf('p', { a: {}, b: { inputs: { '<script>alert("x")</script>&': 'a' } } });
  const svg = drawing(plan, 'svg');
  expect(svg).not.toMatch(/<script|<a |href|onload/);
  expect(svg).toContain('&#60;script&#62;');
});
