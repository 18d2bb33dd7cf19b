/**
 * Argo's source, made to fit the Kubernetes libraries that everything here is built with. Go's overlay may not reach into its module cache,
 * so the changes are made to a copy.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from '../processes/commands.js';
import { sources } from '../places.js';

/** Large, and of no use for the controller and the executor. */
const leftOut = new Set(['api', 'docs', 'examples', 'hack', 'manifests', 'sdks', 'test', 'ui']);

/** One place where a type of Kubernetes lost a method: events no longer are messages of Protocol Buffers by type, only by value. */
const change = {
  file: 'pkg/apiclient/workflow/workflow.pb.gw.go',
  within: 'forward_WorkflowService_WatchEvents_0',
  from: '{ return resp.Recv() }',
  to: '{ event, err := resp.Recv(); message, _ := any(event).(proto.Message); return message, err }'
} as const;

export async function copyArgo(module: string, to: string): Promise<void> {
  cpSync(module, to, { recursive: true, filter: file => !leftOut.has(relative(module, file)) });
  await run('chmod', ['--recursive', 'u+w', to]); // modules in Go's cache are read-only
  cpSync(join(sources, 'argo-patch'), to, { recursive: true });
  const file = join(to, change.file);
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.findIndex(line => line.includes(`${change.within}(`) && line.includes(change.from));
  if (found < 0) {
    throw new Error(`Argo's ${change.file} is not as expected: no line has ${change.within} and ${change.from}`);
  }
  lines[found] = lines[found]?.replace(change.from, change.to) ?? '';
  writeFileSync(file, lines.join('\n'));
}
