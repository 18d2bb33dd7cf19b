/**
 * The server behind Jupyter: one process on a private unix socket, started by the Jupyter server and gone with it.
 *
 * `node server.mjs <socket> <root>`; the word that Jupyter must show with each request comes as COLLARD_SECRET.
 */
import { createServer } from 'node:http';

const [socket = ''] = process.argv.slice(2);
createServer((_request, response) => response.writeHead(404).end()).listen(socket, () => {
  process.stdout.write(`${JSON.stringify({ ready: true, node: process.version })}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
