/** What the interactive graph shows and tells. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Plan } from '../../compiler/index.js';
import type { Phase } from '../../protocol/run-event.js';

export interface GraphProps {
  readonly plan: Plan;
  /** Names of steps by order of appearance in the notebook; the place chooses the color. */
  readonly order: readonly string[];
  /** Phase of each step in the run that is shown; null when none is. */
  readonly phases: Readonly<Record<string, Phase>> | null;
  /** Steps with errors. */
  readonly failing: ReadonlySet<string>;
  /** The user chose a step, by click or key. */
  readonly onOpen: (step: string) => void;
  readonly trans: TranslationBundle;
}
