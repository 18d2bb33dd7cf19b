/** The cluster can take pods, and knows the kinds of objects that pipelines are made of. */
import { administrator } from './support/user.js';

const admin = administrator();

test('a node is ready', async () => {
  const nodes = await admin.list('v1', 'Node');
  const conditions = nodes.flatMap(node => (node.status?.['conditions'] ?? []) as { type: string; status: string }[]);
  expect(conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
});

test.each([
  ['argoproj.io/v1alpha1', 'Workflow'],
  ['argoproj.io/v1alpha1', 'WorkflowTemplate'],
  ['argoproj.io/v1alpha1', 'CronWorkflow'],
  ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'],
  ['storage.k8s.io/v1', 'StorageClass']
])('%s has the kind %s', async (apiVersion, kind) => {
  await expect(admin.list(apiVersion, kind)).resolves.toBeInstanceOf(Array);
});

test('snapshots have a class', async () => {
  await expect(admin.list('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass')).resolves.not.toHaveLength(0);
});
