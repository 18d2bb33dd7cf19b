/** Who may do what with the API server: keys, tokens and kubeconfig files, made anew for each cluster. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { kubeconfigs, network, nodeName, state } from '../places.js';

/** The API server writes its own certificate here; it is its own authority. */
export const certificateFolder = `${state}/certificates`;
export const certificate = `${certificateFolder}/apiserver.crt`;

export const tokenFile = `${state}/credentials/tokens.csv`;

/** Signs the tokens of service accounts. */
export const signingKey = {
  private: `${state}/credentials/tokens.key`,
  public: `${state}/credentials/tokens.pub`
} as const;

const users = [
  { file: kubeconfigs.admin, name: 'admin', group: 'system:masters' },
  { file: kubeconfigs.controllerManager, name: 'system:kube-controller-manager', group: 'system:authenticated' },
  { file: kubeconfigs.scheduler, name: 'system:kube-scheduler', group: 'system:authenticated' },
  { file: kubeconfigs.node, name: `system:node:${nodeName}`, group: 'system:nodes' }
] as const;

export function writeCredentials(): void {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  });
  writePrivately(signingKey.private, keys.privateKey);
  writePrivately(signingKey.public, keys.publicKey);
  const tokens = users.map(user => ({ ...user, token: randomBytes(16).toString('hex') }));
  const lines = tokens.map(({ token, name, group }) => `${token},${name},${name},"${group}"\n`);
  writePrivately(tokenFile, lines.join(''));
  for (const { file, token } of tokens) {
    writeKubeconfig(file, token);
  }
}

/** For programs that read the authority from a file, as those of Kubernetes do. */
export function writeKubeconfig(file: string, token: string, namespace = 'default'): void {
  const server = `https://${network.apiAddress}:443`;
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'collard', cluster: { server, 'certificate-authority': certificate } }],
    users: [{ name: 'user', user: { token } }],
    contexts: [{ name: 'collard', context: { cluster: 'collard', user: 'user', namespace } }],
    'current-context': 'collard'
  };
  writePrivately(file, `${JSON.stringify(kubeconfig, null, 2)}\n`);
}

function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
}
