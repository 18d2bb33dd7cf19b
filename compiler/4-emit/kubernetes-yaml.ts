/** Kubernetes objects as YAML for people and Git: keys in the order in which they were made, no anchors, one text for one value. */
import { dump } from 'js-yaml';

const heading = '# Made by Collard: change the notebook and compile it again instead of editing this file.\n';

/**
 * One YAML stream with a document for each object. Texts that YAML 1.1 would take for something else (`yes`, `012`, `1:30`) are
 * quoted: Kubernetes reads that version.
 */
export function kubernetesYaml(objects: readonly object[]): string {
  const documents = objects.map(object => dump(object, { lineWidth: 120, noRefs: true, quotingType: '"' }));
  return heading + documents.join('---\n');
}
