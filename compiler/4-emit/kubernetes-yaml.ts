/** Kubernetes objects as YAML for people and Git: keys in the order in which they were made, no anchors, one text for one value. */
import { DEFAULT_SCHEMA, dump, Type } from 'js-yaml';

const heading = '# Made by Collard: change the notebook and compile it again instead of editing this file.\n';

/** One YAML stream with a document for each object. */
export function kubernetesYaml(objects: readonly object[]): string {
  return heading + objects.map(yamlText).join('---\n');
}

/** One object, also for fields that hold YAML themselves. */
export function yamlText(object: object): string {
  return dump(object, { lineWidth: 120, noRefs: true, quotingType: '"', schema: quotedNumbers });
}

/**
 * Kubernetes reads YAML 1.1, where `1_000`, `012`, `1:30` and `=` are no texts. The writer knows version 1.2 and the truth words
 * of 1.1; a text that some type claims is quoted, so this one claims everything else that begins like a number.
 */
const quotedNumbers = DEFAULT_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:str', {
      kind: 'scalar',
      resolve: (text: unknown) => typeof text === 'string' && /^(=|[-+]?[.0-9][-+0-9a-fox_.:]*)$/i.test(text)
    })
  ]
});
