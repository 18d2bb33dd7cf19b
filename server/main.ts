/**
 * The server behind Jupyter: one process on a private unix socket, started by the Jupyter server and gone with it.
 *
 * `node server.mjs <socket> <root>`; the word that Jupyter must show with each request comes as COLLARD_SECRET.
 * Prints one line when it is ready, and ends when its standard input does: that happens however the Jupyter server ends.
 */
import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CollardServer } from './server.js';

const [socket = '', root = ''] = process.argv.slice(2);
const { COLLARD_SECRET: secret = '', ...environment } = process.env;
delete process.env['COLLARD_SECRET']; // no program that is started from here gets to know it
if (socket === '' || root === '' || secret === '') {
  throw new Error('usage: COLLARD_SECRET=… node server.mjs <socket> <root>');
}

const server = new CollardServer({
  root,
  secret,
  environment,
  packageFolder: join(import.meta.dirname, '..'),
  privateFolder: dirname(socket),
  report: error => console.error(error)
});
process.on('SIGINT', () => undefined); // Ctrl-C is for the Jupyter server, which may ask before it ends
process.on('SIGTERM', () => void end());
process.stdin.resume().on('close', () => void end());
await server.listen(socket);
process.stdout.write(`${JSON.stringify({ ready: true, node: process.version })}\n`);

async function end(): Promise<never> {
  await server.close();
  rmSync(socket, { force: true });
  removeIfEmpty(dirname(socket));
  process.exit(0);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // the Jupyter server was quicker, or keeps something there
  }
}
