/** Storage in trouble: the classes of our own CSI driver can ask for it, which shows what Kubernetes then says of volumes and snapshots. */
import { claim, snapshot } from './support/objects.js';
import type { Named } from './support/objects.js';
import { becomes, eventually } from './support/waiting.js';
import { useProject } from './support/project.js';
import { settings } from './support/settings.js';
import type { Reference, Resource } from './support/user.js';

const driver = 'folder.csi.collard.test';
const describeHere = settings.ownCluster ? describe : describe.skip;

describeHere('storage that was asked for trouble', () => {
  const project = useProject('faults');
  const classes: Reference[] = [];

  beforeAll(async () => {
    const { namespace, admin } = project();
    const home = claim(namespace, 'home');
    await admin.create(home);
    await becomes(admin, home, ({ status }) => status?.['phase'] === 'Bound');
  }, 60_000);

  afterAll(async () => {
    for (const made of classes) {
      await project().admin.remove(made);
    }
  });

  async function addClass(description: Resource, name: string): Promise<string> {
    const { namespace, admin } = project();
    const made = { ...description, metadata: { name: `${namespace}-${name}` } } as Named;
    await admin.create(made);
    classes.push(made);
    return made.metadata.name;
  }

  async function takeSnapshot(name: string, parameters: Readonly<Record<string, string>>): Promise<Named> {
    const { namespace, author } = project();
    const kind = { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotClass' };
    const taken = snapshot(
      namespace,
      name,
      'home',
      await addClass({ ...kind, driver, deletionPolicy: 'Delete', parameters }, name)
    );
    await author.create(taken);
    return taken;
  }

  const isReady = ({ status }: Resource): boolean => status?.['readyToUse'] === true;
  const errorOf = ({ status }: Resource): string =>
    String((status?.['error'] as { message?: string } | undefined)?.message ?? '');

  test('a snapshot that takes time is not ready before', async () => {
    const { author } = project();
    const taken = await takeSnapshot('late', { readyAfter: '3s' });
    const cut = await becomes(author, taken, ({ status }) => status?.['creationTime'] !== undefined);
    expect(isReady(cut)).toBe(false);
    const ready = await becomes(author, taken, isReady);
    const asked = Date.parse(String(ready.status?.['creationTime']));
    expect(Date.now() - asked).toBeGreaterThanOrEqual(3000);
  }, 90_000);

  test("a snapshot that fails carries the driver's words", async () => {
    const taken = await takeSnapshot('failing', { fail: 'the pool named fast is full' });
    const failed = await becomes(project().author, taken, object => errorOf(object) !== '');
    expect(errorOf(failed)).toContain('the pool named fast is full');
    expect(isReady(failed)).toBe(false);
  }, 90_000);

  test('a snapshot that fails twice is ready after that', async () => {
    const { author } = project();
    const taken = await takeSnapshot('stubborn', { fail: 'try again', failedCalls: '2' });
    const failed = await becomes(author, taken, object => errorOf(object) !== '' || isReady(object));
    expect(errorOf(failed)).toContain('try again');
    await becomes(author, taken, isReady);
  }, 90_000);

  test("a volume that fails says why in the claim's events", async () => {
    const { namespace, admin } = project();
    const kind = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' };
    const storageClass = await addClass(
      { ...kind, provisioner: driver, parameters: { fail: 'no disks are left' } },
      'no-disks'
    );
    const wanted = claim(namespace, 'hopeless');
    await admin.create({ ...wanted, spec: { ...(wanted.spec as object), storageClassName: storageClass } });
    const messages = async (): Promise<string> =>
      JSON.stringify((await admin.list('v1', 'Event', namespace)).map(event => event['message']));
    await eventually(
      messages,
      text => text.includes('no disks are left'),
      text => `the events say ${text}`
    );
  }, 90_000);
});
