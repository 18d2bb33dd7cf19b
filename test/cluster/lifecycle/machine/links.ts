/** The network link that carries the addresses of the node and of the API server. */
import { run } from '../processes/commands.js';
import { network } from '../places.js';

/** A bridge without ports, because some kernels have no links of type `dummy`. Nothing leaves the machine through it. */
export async function addHostLink(): Promise<void> {
  const { hostLink, nodeAddress, apiAddress } = network;
  await run('ip', ['link', 'add', hostLink, 'type', 'bridge']);
  for (const address of [nodeAddress, apiAddress]) {
    await run('ip', ['address', 'add', `${address}/32`, 'dev', hostLink]);
  }
  await run('ip', ['link', 'set', hostLink, 'up']);
}
