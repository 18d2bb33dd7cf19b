/** A volume, its snapshot, and a new volume that starts with what the first one held. */
import { claim, pythonPod, snapshot } from './support/objects.js';
import type { Named } from './support/objects.js';
import { becomes, ended } from './support/waiting.js';
import { useProject } from './support/project.js';

const project = useProject('snapshots');

async function runPython(name: string, claimName: string, code: string): Promise<string> {
  const { namespace, admin, author } = project();
  const pod = await admin.create(pythonPod(namespace, name, claimName, code));
  const { status } = await ended(author, pod as Named);
  const log = await author.log(namespace, name, 'main');
  expect({ log, phase: status?.['phase'] }).toMatchObject({ phase: 'Succeeded' });
  return log.trim();
}

test("a snapshot's clone holds what the volume held then, and lives apart from it", async () => {
  const { namespace, admin, author } = project();
  await admin.create(claim(namespace, 'original'));
  await runPython('write', 'original', "open('/data/word.txt', 'w').write('before')");

  const taken = snapshot(namespace, 'taken', 'original');
  await author.create(taken);
  await becomes(author, taken, ({ status }) => status?.['readyToUse'] === true);
  await runPython('write-again', 'original', "open('/data/word.txt', 'w').write('after')");

  await admin.create(claim(namespace, 'clone', { snapshot: 'taken' }));
  const read = "print(open('/data/word.txt').read())";
  await expect(runPython('read-clone', 'clone', read)).resolves.toBe('before');
  await expect(runPython('read-original', 'original', read)).resolves.toBe('after');
}, 180_000);

test('the author may take and remove snapshots, but make no volumes and no pods', async () => {
  const { namespace, author } = project();
  const refused = { code: 403 };
  await expect(author.tryCreate(snapshot(namespace, 'allowed', 'original'))).resolves.toBeDefined();
  await expect(author.tryCreate(claim(namespace, 'refused'))).rejects.toMatchObject(refused);
  await expect(author.tryCreate(pythonPod(namespace, 'refused', 'original', 'pass'))).rejects.toMatchObject(refused);
});
