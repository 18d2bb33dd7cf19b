// Tests against a real Kubernetes: the cluster of this machine, brought up and taken down, or any other one that a kubeconfig names.
// docs/cluster-tests.md tells how. Other words go to jest.
import './setup.mjs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { productNode } from './product-node.mjs';
import { runAll } from './run-all.mjs';

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    kubeconfig: { type: 'string' },
    image: { type: 'string' },
    'storage-class': { type: 'string', default: '' },
    'snapshot-class': { type: 'string', default: '' }
  }
});

process.exitCode = (await (options.kubeconfig ? testOther() : testOwn())) ? 0 : 1;

function testOther() {
  if (!options.image) {
    console.error(
      '--kubeconfig needs --image: one that the cluster can pull, with Python and the libraries of the examples.'
    );
    return false;
  }
  return runTests({ COLLARD_TEST_KUBECONFIG: resolve(options.kubeconfig), COLLARD_TEST_IMAGE: options.image });
}

async function testOwn() {
  const { loadCluster } = await import('./build/cluster.mjs');
  const cluster = await loadCluster();
  const obstacle = cluster.obstacle();
  if (obstacle !== null) {
    console.log(`The cluster tests are skipped, because the cluster cannot run on this machine: ${obstacle}.`);
    return true;
  }
  const release = await cluster.takeLock('npm run test:cluster', 3600);
  try {
    const broughtUp = await cluster.up();
    const passed = runTests({
      COLLARD_TEST_KUBECONFIG: cluster.kubeconfigs.admin,
      COLLARD_TEST_IMAGE: cluster.stepImage,
      COLLARD_TEST_OWN_CLUSTER: 'yes'
    });
    // A cluster that was there before belongs to somebody who goes on with it.
    if (broughtUp) {
      await cluster.down();
    }
    return passed;
  } catch (error) {
    console.error(error.message);
    return false;
  } finally {
    release();
  }
}

function runTests(settings) {
  Object.assign(process.env, settings, {
    COLLARD_TEST_STORAGE_CLASS: options['storage-class'],
    COLLARD_TEST_SNAPSHOT_CLASS: options['snapshot-class']
  });
  const jest = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'cluster',
    ...(words.length > 0 ? ['--', ...words] : [])
  ];
  return runAll([['cluster tests', productNode(), ...jest]]);
}
