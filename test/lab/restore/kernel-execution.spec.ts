/** Code in the kernel: sent when the kernel listens, its report read, every trouble told in a sentence. */
import type { ISessionContext } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { connectedKernel, executeRestore } from '../../../src/restore/kernel-execution.js';
import { reportMimeType, type RestoreReport } from '../../../src/restore/restore-report.js';
import { KernelInTest } from '../support/kernel-in-test.js';

const trans = nullTranslator.load('collard');
const report: RestoreReport = {
  version: 1,
  run: 'r',
  step: 's',
  kind: 'outputs',
  parameters: [],
  objects: [{ name: 'x', type: 'int', bytes: 1, status: 'restored', reason: null }],
  definitions: []
};

let kernel: KernelInTest;
beforeEach(() => {
  kernel = new KernelInTest();
});

test('the report comes out of what the code shows', async () => {
  kernel.answers = () => ({ shown: { [reportMimeType]: report, 'text/plain': 'words' } });
  expect(await executeRestore(kernel.connection, 'code', trans)).toEqual(report);
  expect(kernel.executed).toEqual(['code']);
});

test('a kernel that is not connected yet is waited for', async () => {
  kernel.becomes('unknown', 'connecting');
  let connected = false;
  const waiting = connectedKernel(kernel.session, trans).then(found => {
    connected = true;
    return found;
  });
  await new Promise(resolve => setTimeout(resolve, 10));
  expect(connected).toBe(false);
  kernel.becomes('idle', 'connected');
  expect(await waiting).toBe(kernel);
});

test('a busy kernel is taken: it answers when it is done', async () => {
  kernel.becomes('busy', 'connected');
  expect(await connectedKernel(kernel.session, trans)).toBe(kernel);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  [
    'no kernel',
    () => connectedKernel({ ready: Promise.resolve(), session: { kernel: null } } as unknown as ISessionContext, trans),
    /has no kernel/
  ],
  [
    'a dead kernel',
    () => {
      kernel.becomes('dead', 'disconnected');
      return connectedKernel(kernel.session, trans);
    },
    /has died/
  ],
  [
    'a kernel of another language',
    () => {
      kernel.language = 'julia';
      return connectedKernel(kernel.session, trans);
    },
    /speaks julia/
  ],
  [
    'code that fails',
    () => {
      kernel.answers = () => ({ reply: { status: 'error', ename: 'OSError', evalue: 'no such file' } });
      return executeRestore(kernel.connection, 'code', trans);
    },
    /OSError: no such file/
  ],
  [
    'a kernel that dies over it',
    () => {
      kernel.answers = () => ({ dies: true });
      return executeRestore(kernel.connection, 'code', trans);
    },
    /stopped while it restored/
  ],
  [
    'code that reports nothing',
    () => {
      kernel.answers = () => ({ shown: { 'text/plain': 'hello' } });
      return executeRestore(kernel.connection, 'code', trans);
    },
    /did not report/
  ],
  [
    'a report that is none',
    () => {
      kernel.answers = () => ({ shown: { [reportMimeType]: { version: 2 } } });
      return executeRestore(kernel.connection, 'code', trans);
    },
    /did not report/
  ]
])('%s is told in a sentence', async (_, act, sentence) => {
  await expect(act()).rejects.toThrow(sentence);
});
