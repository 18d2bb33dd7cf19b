/** Submitting over a connection that fails all the time, with an engine that is killed all the time: there is one of everything. */
import { faultyServer } from '../support/faulty-server.js';
import { plan } from '../support/plan.js';
import { Laptop } from './support/laptop.js';
import { useProject } from './support/project.js';

jest.setTimeout(400_000);

const project = useProject('faults');
let laptop: Laptop;

beforeAll(async () => (laptop = await Laptop.open(project())));
afterAll(() => laptop.remove());

const pipeline = plan({
  first: { code: 'number = 7\nprint(number)', outputs: ['number'] },
  second: { code: 'square = number ** 2', inputs: { number: 'first' }, outputs: ['square'], metrics: ['square'] }
});

test('requests and answers get lost, servers refuse, streams break: one Workflow, and its results come home', async () => {
  const random = randomNumbers(20);
  const server = await faultyServer(laptop.server, laptop.authority, { share: 0.35, random, most: 400 });
  try {
    const handle = await laptop.cluster({}, server.address).submit(pipeline, laptop.defaults());
    const finished = await laptop.finish(handle);
    expect(finished.phases).toEqual({ first: 'succeeded', second: 'succeeded' });
    expect(finished.view.steps['second']?.metrics).toEqual({ square: 49 });
    expect(await workflowsOf(handle.id)).toBe(1);
    expect(server.faults()).toBeGreaterThan(5);
    expect((await laptop.run(pipeline)).phases).toEqual({ first: 'cached', second: 'cached' });
  } finally {
    server.close();
  }
});

test('an engine that ends at any moment of submitting leaves nothing twice for the one that takes the run up', async () => {
  const fresh = { ...laptop.defaults(), fresh: true };
  let engine = laptop.cluster();
  const { id } = await engine.submit(pipeline, fresh);
  for (const pause of [30, 100, 300, 600, 1000, 1500]) {
    await new Promise(resolve => setTimeout(resolve, pause));
    await engine.close();
    engine = laptop.cluster();
    await engine.attach(id);
  }
  const finished = await laptop.finish(await engine.attach(id));
  expect(finished.phases).toEqual({ first: 'succeeded', second: 'succeeded' });
  expect(await workflowsOf(id)).toBe(1);
});

async function workflowsOf(run: string): Promise<number> {
  const all = await project().author.list('argoproj.io/v1alpha1', 'Workflow', project().namespace);
  return all.filter(({ metadata }) => metadata?.labels?.['collard/run'] === run).length;
}

/** The same numbers each time: a linear congruential generator with the constants of Numerical Recipes. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
