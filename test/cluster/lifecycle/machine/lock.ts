/**
 * One at a time: the cluster's addresses and control groups belong to the machine. The lock is a name among the abstract Unix sockets, which
 * the kernel takes back when its holder ends, however it ends; whoever connects is told who holds it.
 */
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const address = '\0collard-cluster';

/** Waits for other holders, and says so; throws after the given time. Call what is returned to let go. */
export async function takeLock(purpose: string, seconds: number): Promise<() => void> {
  const end = performance.now() + seconds * 1000;
  for (let told = false; ; told = true) {
    const server = await listen(`process ${process.pid} (${purpose})`);
    if (server !== null) {
      return () => server.close();
    }
    const holder = await askHolder();
    if (performance.now() > end) {
      throw new Error(`The test cluster is in use by ${holder}, still after ${seconds} s.`);
    }
    if (!told) {
      console.log(`The test cluster is in use by ${holder}; waiting …`);
    }
    await sleep(500);
  }
}

function listen(holder: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer(connection => connection.on('error', () => undefined).end(holder));
    server.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve(server.unref()));
  });
}

function askHolder(): Promise<string> {
  return new Promise(resolve => {
    let answer = '';
    const connection = connect(address);
    connection.setEncoding('utf8').on('data', (text: string) => (answer += text));
    connection.setTimeout(1000, () => connection.destroy()); // a holder may be too busy to answer
    connection.on('error', () => undefined);
    connection.on('close', () => resolve(answer || 'another process'));
  });
}
