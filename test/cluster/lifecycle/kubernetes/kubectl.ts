/** The administrator's hand while the cluster is made. */
import { run } from '../processes/commands.js';
import { kubeconfigs, state } from '../places.js';
import type { Programs } from '../programs/programs.js';

export type Kubectl = (...words: readonly string[]) => Promise<string>;

export function kubectlOf({ folder }: Programs): Kubectl {
  const settings = ['--kubeconfig', kubeconfigs.admin, '--cache-dir', `${state}/kubectl`];
  return (...words) => run(`${folder}/kubectl`, [...words, ...settings]);
}
