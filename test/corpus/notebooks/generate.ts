/**
 * The corpus: notebooks made from a shape, and two or three threads of code laid through its steps. A thread is a hand-written
 * story, or one way to define, change and use a value of some kind. Most threads follow a path of the graph; some are laid
 * across parallel steps on purpose, where the notebook's order matters and a pipeline has to say so.
 */
import type { CorpusCell } from '../cells.js';
import { classesCell, importsCell, valueKinds } from './kinds.js';
import { seededChoices } from './random.js';
import type { Choices } from './random.js';
import { pathThrough, shapes } from './shapes.js';
import type { Shape } from './shapes.js';
import { stories } from './stories.js';
import { changingWays, definingWays, usingWays } from './ways.js';
import type { Way } from './ways.js';

export interface CorpusNotebook {
  readonly name: string;
  /** What it is made of, for people. */
  readonly title: string;
  readonly cells: readonly CorpusCell[];
  /** Names that hold what was seen of the values, as text: equal here and there, or somebody was lied to. */
  readonly seen: readonly string[];
}

/** Code in order, to be laid into steps. */
interface Thread {
  readonly title: string;
  readonly parameters: string;
  readonly functions: string;
  readonly pieces: readonly string[];
}

const alongPathShare = 0.8;
const storyShare = 0.4;
const tagModes = ['every edge', 'no edge', 'some edges'] as const;

/** `count` notebooks, always the same ones for a seed. */
export function generateNotebooks(count: number, seed: number): readonly CorpusNotebook[] {
  const choices = seededChoices(seed);
  const deck = dealer(choices);
  return Array.from({ length: count }, (_, number) => generateNotebook(number, deck, choices));
}

type Deck = ReturnType<typeof dealer>;

/** Deals every item once, in a mixed order, before any item comes again: a corpus of a few hundred leaves nothing out. */
function dealer(choices: Choices): <Item>(items: readonly Item[]) => Item {
  const piles = new Map<readonly unknown[], unknown[]>();
  return <Item>(items: readonly Item[]): Item => {
    const pile = (piles.get(items) ?? []) as Item[];
    if (pile.length === 0) {
      pile.push(...items);
      piles.set(items, pile);
    }
    const [item] = pile.splice(choices.below(pile.length), 1);
    return item as Item;
  };
}

function generateNotebook(number: number, deck: Deck, choices: Choices): CorpusNotebook {
  const shape = deck(shapes);
  const mode = deck(tagModes);
  const threads = ['a', 'b', 'c']
    .slice(0, 2 + choices.below(2))
    .map(letter => makeThread(`${letter}${number}`, deck, choices));
  const stepSources = layThreads(threads, shape, choices);
  return {
    name: `corpus-${number}`,
    title: [`${shape.name}, ${mode} tagged`, ...threads.map(({ title }) => title)].join('; '),
    cells: [...leadingCells(threads), ...stepCells(stepSources, shape, mode, choices)],
    seen: [...new Set(stepSources.flat().flatMap(source => source.match(/\b\w*_seen\b/g) ?? []))].sort()
  };
}

function makeThread(name: string, deck: Deck, choices: Choices): Thread {
  if (choices.chance(storyShare)) {
    const { name: title, parameters = '', functions = '', pieces } = deck(stories);
    const own = (text: string): string =>
      text.replaceAll(/\bx_/g, `${name}_`).replaceAll(/\bX(?=[A-Z_])/g, name.toUpperCase());
    return { title, parameters: own(parameters), functions: own(functions), pieces: pieces.map(own) };
  }
  const kind = deck(valueKinds);
  const written = [deck(definingWays), deck(changingWays), deck(usingWays)].map((way: Way) => ({
    way: way.name,
    ...(way.write(name, kind) ?? { pieces: [] })
  }));
  return {
    title: `${kind.name}: ${written.map(({ way }) => way).join(', ')}`,
    parameters: '',
    functions: written.flatMap(({ functions = '' }) => (functions === '' ? [] : [functions])).join('\n\n\n'),
    pieces: written.flatMap(({ pieces }) => pieces)
  };
}

/** For every step, the pieces that it runs. */
function layThreads(threads: readonly Thread[], shape: Shape, choices: Choices): readonly (readonly string[])[] {
  const sources: string[][] = shape.after.map(() => []);
  for (const { pieces } of threads) {
    const places = choices.chance(alongPathShare)
      ? pathThrough(shape, steps => choices.pick(steps))
      : shape.after.map((_, step) => step);
    pieces.forEach((piece, index) => {
      sources[places[spread(index, pieces.length, places.length)] ?? 0]?.push(piece);
    });
  }
  return sources;
}

/** Spreads pieces evenly over places, in order. */
function spread(index: number, pieces: number, places: number): number {
  return pieces <= 1 ? 0 : Math.round((index * (places - 1)) / (pieces - 1));
}

function leadingCells(threads: readonly Thread[]): readonly CorpusCell[] {
  const joined = (part: 'parameters' | 'functions', separator: string): string =>
    threads
      .map(thread => thread[part])
      .filter(text => text !== '')
      .join(separator);
  const cells: CorpusCell[] = [
    { id: 'imports', tags: ['imports'], source: importsCell },
    { id: 'classes', tags: ['functions'], source: classesCell },
    { id: 'parameters', tags: ['pipeline-parameters'], source: joined('parameters', '\n') },
    { id: 'functions', tags: ['functions'], source: joined('functions', '\n\n\n') }
  ];
  return cells.filter(({ source }) => source !== '');
}

function stepCells(
  sources: readonly (readonly string[])[],
  shape: Shape,
  mode: (typeof tagModes)[number],
  choices: Choices
): readonly CorpusCell[] {
  const tagged = (): boolean => mode === 'every edge' || (mode === 'some edges' && choices.chance(0.5));
  return sources.flatMap((pieces, step) => {
    const after = (shape.after[step] ?? []).filter(tagged);
    const tags = [`step:s${step}`, ...after.map(before => `prev:s${before}`)];
    const cells = pieces.length === 0 ? [`s${step}_idle = ${step}`] : pieces;
    return cells.map((source, index) => ({ id: `s${step}-${index}`, tags: index === 0 ? tags : [], source }));
  });
}
