/**
 * The notebook draws random numbers from one sequence for each library; every step of a pipeline has a sequence of its own. That
 * shows when the sequence is seeded: the seed promises numbers that the steps will not draw.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Place } from '../python/step-facts.js';
import { ownMeaning } from '../meaning.js';
import type { Program } from '../program.js';
import type { StepResolution } from '../resolve-step.js';
import { locate, type Unit } from '../step-unit.js';
import { fullPath } from '../touches.js';

type Family = 'random' | 'numpy.random' | 'torch' | 'tensorflow.random';

interface Use {
  readonly family: Family;
  readonly what: 'seed' | 'draw';
}

const seeds: ReadonlyMap<string, readonly Family[]> = new Map<string, readonly Family[]>([
  ['random.seed', ['random']],
  ['random.setstate', ['random']],
  ['numpy.random.seed', ['numpy.random']],
  ['numpy.random.set_state', ['numpy.random']],
  ['torch.manual_seed', ['torch']],
  ['torch.random.manual_seed', ['torch']],
  ['torch.cuda.manual_seed', ['torch']],
  ['torch.cuda.manual_seed_all', ['torch']],
  ['tensorflow.random.set_seed', ['tensorflow.random']],
  ['tensorflow.keras.utils.set_random_seed', ['random', 'numpy.random', 'tensorflow.random']],
  ['keras.utils.set_random_seed', ['random', 'numpy.random', 'tensorflow.random']]
]);

/** Makers of generators of their own, and looks at the state. */
const noDraw =
  /^(random\.(Random|SystemRandom|getstate)|numpy\.random\.(default_rng|Generator|RandomState|SeedSequence|BitGenerator|MT19937|PCG64|PCG64DXSM|Philox|SFC64|get_state)|tensorflow\.random\.(Generator|get_global_generator))\b/;

const torchDraws =
  /^torch\.(rand|randn|randint|randperm|rand_like|randn_like|randint_like|normal|bernoulli|multinomial|poisson)$/;

function usesOf(path: string): readonly Use[] {
  const families = seeds.get(path);
  if (families !== undefined) {
    return families.map(family => ({ family, what: 'seed' }));
  }
  if (noDraw.test(path)) {
    return [];
  }
  const family = torchDraws.test(path)
    ? 'torch'
    : (['random', 'numpy.random', 'tensorflow.random'] as const).find(each => path.startsWith(`${each}.`));
  return family === undefined ? [] : [{ family, what: 'draw' }];
}

interface Seen {
  readonly unit: Unit;
  readonly place: Place;
}

type ByFamily = Map<Family, Seen[]>;

export function randomState(resolutions: readonly StepResolution[], program: Program): readonly Diagnostic[] {
  const seeded: ByFamily = new Map();
  const drawn: ByFamily = new Map();
  const note = (unit: Unit, place: Place, path: string): void => {
    for (const { family, what } of usesOf(path)) {
      const where = what === 'seed' ? seeded : drawn;
      where.set(family, [...(where.get(family) ?? []), { unit, place }]);
    }
  };
  const { prologue } = program;
  for (const { call, place } of prologue.facts.calls) {
    note(
      prologue,
      place,
      fullPath(call, name => ownMeaning(prologue, name) ?? { kind: 'unknown' })
    );
  }
  for (const { step, calls } of resolutions) {
    calls.forEach(({ place, path }) => note(step.unit, place, path));
  }
  return [...seeded].flatMap(([family, places]) => splitSequences(family, places, drawn.get(family) ?? [], program));
}

/** Steps that draw from a sequence which somebody else seeded, or from which another step has drawn before. */
function splitSequences(
  family: Family,
  seededAt: readonly Seen[],
  drawnAt: readonly Seen[],
  { prologue }: Program
): readonly Diagnostic[] {
  const seededUnits = new Set(seededAt.map(({ unit }) => unit));
  const drawers = firstInEach(drawnAt.filter(({ unit }) => unit !== prologue)).filter(
    ({ unit }) => !seededUnits.has(unit)
  );
  const wrong = seededUnits.has(prologue) ? drawers.slice(1) : drawers;
  return wrong.flatMap(({ unit, place }) => {
    const seed = seededAt.filter(each => each.unit.index < unit.index).at(-1);
    const before = drawers.find(each => each.unit !== unit);
    return seed === undefined
      ? []
      : [
          problem('random-state', {
            ...locate(unit, place),
            step: unit.name,
            name: family,
            steps: [seed.unit, ...(before === undefined ? [] : [before.unit])]
              .filter(each => each !== prologue && each !== unit)
              .map(each => each.name),
            message: `Step ${unit.name} draws from the random numbers of ${family}, which ${seed.unit === prologue ? 'every step seeds anew' : `step ${seed.unit.name} has seeded for itself alone`}: they will differ from those in the notebook.`,
            hint: 'Make a generator, such as rng = numpy.random.default_rng(0), and pass it on, or give random_state= to what draws.',
            related: [{ ...locate(seed.unit, seed.place), message: 'the seed is set here' }]
          })
        ];
  });
}

function firstInEach(places: readonly Seen[]): readonly Seen[] {
  const units = new Set<Unit>();
  return places.filter(({ unit }) => !units.has(unit) && units.add(unit));
}
