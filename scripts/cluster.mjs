// The test cluster of this machine: npm run cluster [-- up | down | status]. docs/cluster-tests.md tells what it is.
import './setup.mjs';

const actions = {
  up: cluster =>
    alone(cluster, async () => {
      const fresh = await cluster.up();
      console.log(`The test cluster is up${fresh ? '' : ' already'}.\n${cluster.howToUse()}`);
    }),
  down: cluster =>
    alone(cluster, async () => {
      await cluster.down();
      console.log('The test cluster is down, and left nothing behind.');
    }),
  status: async cluster => console.log(await cluster.status())
};

const [word = 'up', ...others] = process.argv.slice(2);
const action = actions[word];
if (action === undefined || others.length > 0) {
  console.error(`usage: npm run cluster [-- ${Object.keys(actions).join(' | ')}]`);
  process.exit(2);
}
const { loadCluster } = await import('./build/cluster.mjs');
const cluster = await loadCluster();
const obstacle = cluster.obstacle();
if (obstacle !== null) {
  console.error(`There can be no test cluster on this machine, because ${obstacle}.`);
  process.exit(1);
}
try {
  await action(cluster);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function alone(cluster, work) {
  const release = await cluster.takeLock(`npm run cluster -- ${word}`, 3600);
  await work();
  release();
}
