/** When a state was, in words. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { StateKind } from '../tokens.js';

export function kindWord(kind: StateKind, trans: TranslationBundle): string {
  switch (kind) {
    case 'inputs':
      return trans.__('before the step ran');
    case 'outputs':
      return trans.__('when it had succeeded');
    case 'failure':
      return trans.__('when it failed, with the locals of the function that raised');
  }
}
