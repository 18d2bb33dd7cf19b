/** The settings that the tags of a cell give its step, as the fields of a form. */
import { applySetting, emptySettings } from '../1-read/cell-tags.js';
import { readTag } from '../1-read/tags.js';
import type { Secret } from '../ir/plan.js';
import type { CellRole } from './cell-role.js';

/** Resources that are graphics processors, by vendor. */
export const gpuResources = { nvidia: 'nvidia.com/gpu', amd: 'amd.com/gpu', intel: 'gpu.intel.com/i915' } as const;
export type GpuVendor = keyof typeof gpuResources;
export const gpuVendors = Object.keys(gpuResources) as readonly GpuVendor[];

/** Every field is as the tag writes it; null where no tag says anything. */
export interface StepForm {
  readonly gpu: { readonly vendor: GpuVendor; readonly count: string } | null;
  readonly cpu: string | null;
  readonly memory: string | null;
  /** Limits that have no field of their own. */
  readonly otherLimits: Readonly<Record<string, string>>;
  readonly image: string | null;
  readonly cache: 'enabled' | 'disabled' | null;
  readonly report: boolean | null;
  readonly retry: number | null;
  /** Such as `5m`, as written. */
  readonly timeout: string | null;
  readonly secrets: readonly Secret[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Tags that are meant for Collard and wrong, with what is wrong. */
  readonly wrong: readonly (TagProblem & { readonly tag: string })[];
}

export interface TagProblem {
  /** What is wrong, as the end of a sentence: `"x" is not a duration`. */
  readonly problem: string;
  /** What to write instead, as a sentence. */
  readonly hint: string;
}

/** What this cell's own tags say. They count on the first cell of a step (`role.opens`), and nowhere else. */
export function settingsOf(role: CellRole): StepForm {
  const settings = emptySettings();
  let timeout: string | null = null;
  for (const { text, tag } of role.tags) {
    applySetting(settings, tag);
    timeout = tag.kind === 'timeout' ? text.slice(text.indexOf(':') + 1) : timeout;
  }
  const { cpu = null, memory = null, ...others } = settings.limits;
  const gpu = gpuVendors.find(vendor => others[gpuResources[vendor]] !== undefined);
  const { [gpu === undefined ? '' : gpuResources[gpu]]: count = '', ...otherLimits } = others;
  return {
    gpu: gpu === undefined ? null : { vendor: gpu, count },
    cpu,
    memory,
    otherLimits,
    image: settings.image ?? null,
    cache: settings.cache ?? null,
    report: settings.report ?? null,
    retry: settings.retry ?? null,
    timeout,
    secrets: settings.secrets,
    labels: settings.labels,
    annotations: settings.annotations,
    wrong: role.tags.flatMap(({ text, tag }) =>
      tag.kind === 'invalid' ? [{ tag: text, problem: tag.problem, hint: tag.hint }] : []
    )
  };
}

/** What the reader of tags has against a tag; null when it is fine. */
export function tagProblem(text: string): TagProblem | null {
  const tag = readTag(text);
  return tag.kind === 'invalid' ? { problem: tag.problem, hint: tag.hint } : null;
}

/** What speaks against a name of a step; null when nothing does. */
export function stepNameProblem(name: string): TagProblem | null {
  const tag = readTag(`step:${name}`);
  if (tag.kind === 'role') {
    return { problem: `"${name}" is a word of its own`, hint: 'Choose another name.' };
  }
  return name === ''
    ? { problem: 'the step has no name', hint: 'Write one, such as train.' }
    : tagProblem(`step:${name}`);
}

/** Graphics processors come in whole numbers, unlike other resources. */
export function gpuCountProblem(vendor: GpuVendor, count: string): TagProblem | null {
  return /^[1-9]\d{0,3}$/.test(count)
    ? tagProblem(`limit:${gpuResources[vendor]}:${count}`)
    : { problem: `"${count}" is not a number of GPUs`, hint: 'Write a whole number such as 1.' };
}
