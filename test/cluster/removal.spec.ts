/** The search for what a cluster leaves behind sees the things that there are while it runs; after the tests it must find none of them. */
import { findLeftovers } from './lifecycle/leftovers.js';
import { settings } from './support/settings.js';
import { claim, pythonPod } from './support/objects.js';
import { useProject } from './support/project.js';
import { becomes } from './support/waiting.js';

const describeHere = settings.ownCluster ? describe : describe.skip;

describeHere('the search for leftovers', () => {
  const project = useProject('removal');

  test('sees the traces of a running pod', async () => {
    const { namespace, admin } = project();
    await admin.create(claim(namespace, 'home'));
    const pod = pythonPod(namespace, 'idle', 'home', 'import time; time.sleep(600)');
    await admin.create(pod);
    await becomes(admin, pod, ({ status }) => status?.['phase'] === 'Running');

    const found = await findLeftovers();
    const names = (kind: string): string =>
      found.flatMap(leftover => (leftover.kind === kind ? [leftover.name] : [])).join('\n');
    expect(names('process')).toMatch(/\(kubelet\)[^]*\(containerd\)|\(containerd\)[^]*\(kubelet\)/);
    expect(names('process')).toMatch(/\(containerd-shim/);
    expect(names('process')).toMatch(/\(python\)/);
    expect(names('mount')).toMatch(/\/kubelet\/pods\/.*csi/);
    expect(names('network namespace')).toMatch(/^cni-/);
    expect(names('network link')).toMatch(/veth/);
    expect(names('control group')).toMatch(/kubepods/);
    expect(names('file')).toMatch(/idle/);
    expect(names('folder')).not.toBe('');
  }, 90_000);
});
