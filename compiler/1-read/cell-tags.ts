/** All tags of one cell, read together: its role, or its step with everything said about it. */
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import type { Secret } from '../ir/plan.js';
import type { CodeCell } from './notebook.js';
import { readTag } from './tags.js';
import type { Role, Tag } from './tags.js';

/** Settings of a step; keys are absent where no tag sets them. */
export interface StepSettings {
  readonly limits: Record<string, string>;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly secrets: Secret[];
  image?: string;
  cache?: 'enabled' | 'disabled';
  report?: boolean;
  retry?: number;
  timeout?: number;
}

export type CellTags =
  | { readonly kind: 'role'; readonly role: Role }
  /** No tag of ours, or an empty step name: part of whatever came before. */
  | { readonly kind: 'continued' }
  | { readonly kind: 'step'; readonly name: string; readonly prev: readonly string[]; readonly settings: StepSettings };

export function emptySettings(): StepSettings {
  return { limits: {}, labels: {}, annotations: {}, secrets: [] };
}

/** Reads a cell's tags, left to right. The first role word decides alone; everything else on such a cell is reported. */
export function readCellTags(cell: CodeCell, sink: DiagnosticSink): CellTags {
  const tags = cell.tags.map(text => ({ text, tag: readTag(text) }));
  reportBad(cell.id, tags, sink);
  const role = tags.find(({ tag }) => tag.kind === 'role');
  const ours = tags.filter(({ tag }) => tag.kind !== 'foreign' && tag.kind !== 'invalid');
  if (role?.tag.kind === 'role') {
    reportIgnored(cell.id, role.text, ours, sink);
    return role.tag;
  }
  const names = [...new Set(tags.flatMap(({ tag }) => (tag.kind === 'step' && tag.name !== '' ? [tag.name] : [])))];
  const [name] = names;
  if (name === undefined) {
    reportHomeless(cell.id, ours, sink);
    return { kind: 'continued' };
  }
  if (names.length > 1) {
    sink.add(
      problem('conflicting-tags', {
        cell: cell.id,
        message: `This cell names ${names.length} steps: ${names.join(', ')}.`,
        hint: 'Keep one step tag; split the cell if its parts belong to different steps.'
      })
    );
  }
  const settings = emptySettings();
  for (const { tag } of ours) {
    applySetting(settings, tag);
  }
  return { kind: 'step', name, prev: ours.flatMap(({ tag }) => (tag.kind === 'prev' ? [tag.name] : [])), settings };
}

/** Lets one tag change the settings; tags that are no settings change nothing. Returns whether it was one. */
export function applySetting(settings: StepSettings, tag: Tag): boolean {
  switch (tag.kind) {
    case 'limit':
      settings.limits[tag.key] = tag.value;
      return true;
    case 'label':
      settings.labels[tag.key] = tag.value;
      return true;
    case 'annotation':
      settings.annotations[tag.key] = tag.value;
      return true;
    case 'secret':
      settings.secrets.push(tag.secret);
      return true;
    case 'image':
      settings.image = tag.image;
      return true;
    case 'cache':
      settings.cache = tag.cache;
      return true;
    case 'report':
      settings.report = tag.report;
      return true;
    case 'retry':
      settings.retry = tag.retry;
      return true;
    case 'timeout':
      settings.timeout = tag.timeout;
      return true;
    case 'role':
    case 'step':
    case 'prev':
    case 'foreign':
    case 'invalid':
      return false;
  }
}

interface TextedTag {
  readonly text: string;
  readonly tag: Tag;
}

function reportBad(cell: string, tags: readonly TextedTag[], sink: DiagnosticSink): void {
  for (const { text, tag } of tags) {
    if (tag.kind === 'invalid') {
      sink.add(
        problem('invalid-tag', { cell, name: text, message: `In the tag "${text}", ${tag.problem}.`, hint: tag.hint })
      );
    } else if (tag.kind === 'foreign' && tag.meant !== null) {
      const replacement = tag.meant.endsWith(':') ? tag.meant + text.slice(text.indexOf(':') + 1) : tag.meant;
      sink.add(
        problem('unknown-tag', {
          cell,
          name: text,
          message: `The tag "${text}" means nothing to Collard.`,
          hint: `If you meant "${replacement}", change it; otherwise leave it, it does no harm.`,
          fixes: [{ title: `Change it to ${replacement}`, cell, addTags: [replacement], removeTags: [text] }]
        })
      );
    }
  }
}

function reportIgnored(cell: string, role: string, tags: readonly TextedTag[], sink: DiagnosticSink): void {
  const ignored = tags.filter(({ text }) => text !== role).map(({ text }) => text);
  if (ignored.length > 0) {
    sink.add(
      problem('ignored-tag', {
        cell,
        message: `The cell is tagged "${role}", so ${list(ignored)} ${ignored.length > 1 ? 'have' : 'has'} no effect.`,
        hint: `Remove either "${role}" or the others.`,
        fixes: [{ title: `Remove ${list(ignored)}`, cell, addTags: [], removeTags: ignored }]
      })
    );
  }
}

function reportHomeless(cell: string, tags: readonly TextedTag[], sink: DiagnosticSink): void {
  const homeless = tags.filter(({ tag }) => tag.kind !== 'step').map(({ text }) => text);
  if (homeless.length > 0) {
    sink.add(
      problem('tag-without-step', {
        cell,
        message: `${list(homeless)} ${homeless.length > 1 ? 'say' : 'says'} something about a step, but the cell names none.`,
        hint: 'Add step:<name> to this cell, or move the tag to the cell where the step begins.'
      })
    );
  }
}

function list(texts: readonly string[]): string {
  return texts.map(text => `"${text}"`).join(', ');
}
