/** What can be said of a stored value without loading it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Artifact } from '../../protocol/artifact.js';

/** Such as "(1000, 12) float64", "1000 items", "3 columns"; empty for a single value. */
export function shapeText(artifact: Artifact, trans: TranslationBundle): string {
  const { shape, dtype, length } = artifact;
  if (shape !== undefined) {
    const dimensions = shape.join(' × ');
    return dtype === undefined ? dimensions : trans._p('shape and type of the elements', '%1 of %2', dimensions, dtype);
  }
  return length === undefined ? '' : trans._n('%1 item', '%1 items', length);
}

/** The last part of a qualified type is what people know it by. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** Its values are mapped into memory: nothing is read before it is looked at, however big it is. */
export function isMapped({ serializer, inline }: Artifact): boolean {
  return serializer === 'npy' && inline === undefined;
}
