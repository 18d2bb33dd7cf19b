/** The notebook's own settings (`metadata.kubeflow_notebook`), as far as a plan needs them. Unknown keys are somebody's, and kept. */
import { problem } from '../diagnostics/problem.js';
import type { DiagnosticSink } from '../diagnostics/sink.js';
import { isDnsLabel } from './kubernetes-names.js';
import { readTag } from './tags.js';
import type { Tag } from './tags.js';

export interface NotebookSettings {
  readonly name: string | null;
  readonly description: string;
  readonly image: string | null;
  readonly cache: 'auto' | 'disabled';
  /** Setting tags that hold for every step unless the step says otherwise. */
  readonly defaults: readonly Tag[];
}

type Json = Readonly<Record<string, unknown>>;

export function readSettings(json: Json, sink: DiagnosticSink): NotebookSettings {
  const text = (key: string): string | null => {
    const value = json[key];
    if (value === undefined || value === null || value === '') {
      return null;
    }
    if (typeof value !== 'string') {
      report(key, 'is not a text', 'Write it in quotes.', sink);
      return null;
    }
    return value;
  };
  return {
    name: pipelineName(text('pipeline_name'), sink),
    description: text('pipeline_description') ?? '',
    image: text('docker_image') ?? text('base_image'),
    cache: json['enable_caching'] === false ? 'disabled' : 'auto',
    defaults: stepDefaults(json['steps_defaults'], sink)
  };
}

function pipelineName(name: string | null, sink: DiagnosticSink): string | null {
  if (name !== null && !isDnsLabel(name)) {
    report(
      'pipeline_name',
      `is "${name}"`,
      'Use small letters, digits and dashes, at most 63, such as my-pipeline.',
      sink
    );
    return null;
  }
  return name;
}

/** `steps_defaults` is a list of tags (notebooks) or an object of labels, annotations and limits (Kale's Python SDK). */
function stepDefaults(value: unknown, sink: DiagnosticSink): readonly Tag[] {
  const texts = Array.isArray(value) ? (value as readonly unknown[]) : fromObject(value);
  const tags: Tag[] = [];
  for (const text of texts) {
    const tag: Tag = typeof text === 'string' ? readTag(text) : { kind: 'foreign', meant: null };
    if (tag.kind === 'invalid') {
      report('steps_defaults', `holds "${String(text)}": ${tag.problem}`, tag.hint, sink);
    } else if (tag.kind === 'role' || tag.kind === 'step' || tag.kind === 'prev' || tag.kind === 'foreign') {
      report(
        'steps_defaults',
        `holds ${JSON.stringify(text)}`,
        'Only settings such as limit:cpu:1 or label:team:blue can be defaults.',
        sink
      );
    } else {
      tags.push(tag);
    }
  }
  return tags;
}

function fromObject(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return (['limits', 'labels', 'annotations'] as const).flatMap(group => {
    const entries = (value as Json)[group];
    return typeof entries === 'object' && entries !== null
      ? Object.entries(entries).map(([key, item]) => `${group.slice(0, -1)}:${key}:${String(item)}`)
      : [];
  });
}

function report(key: string, what: string, hint: string, sink: DiagnosticSink): void {
  sink.add(
    problem('invalid-setting', { name: key, message: `The notebook setting ${key} ${what}; it is not used.`, hint })
  );
}
