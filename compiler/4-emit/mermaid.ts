/** Target mermaid: a flowchart for documentation pages and pull requests. */
import type { Plan } from '../ir/plan.js';
import type { EmittedDocument } from './emitter.js';
import { flowEdges } from './flow.js';

/** Data flows along solid arrows that carry its names, dotted arrows say order alone. */
export function emitMermaid(plan: Plan): readonly EmittedDocument[] {
  const ids = new Map(plan.steps.map(({ name }, index) => [name, `s${index + 1}`]));
  const lines = [
    'flowchart TD',
    ...plan.steps.map(({ name }) => `  ${ids.get(name) ?? ''}["${quoted(name)}"]`),
    ...flowEdges(plan).map(({ from, to, names }) => {
      const arrow = names.length === 0 ? '-.->' : `-->|"${names.map(quoted).join(', ')}"|`;
      return `  ${ids.get(from) ?? ''} ${arrow} ${ids.get(to) ?? ''}`;
    })
  ];
  return [{ fileName: `${plan.name}.mmd`, mediaType: 'text/vnd.mermaid', text: `${lines.join('\n')}\n` }];
}

/** Mermaid reads `#name;` as an entity, and Markdown in quoted text; names in Python letters need neither. */
function quoted(text: string): string {
  return text.replace(/[^\p{L}\p{N}_ -]/gu, character => `#${character.codePointAt(0) ?? 0};`);
}
