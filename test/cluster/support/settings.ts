/** Which cluster the tests talk to, and what its things are called: told by scripts/test-cluster.mjs in the environment. */
import { z } from 'zod';

const environment = z.object({
  /** Of somebody who may make namespaces, roles and storage classes. */
  COLLARD_TEST_KUBECONFIG: z.string(),
  /** Python with the libraries of the examples. */
  COLLARD_TEST_IMAGE: z.string(),
  /** Whether it is the one of test/cluster/lifecycle on this machine. */
  COLLARD_TEST_OWN_CLUSTER: z.enum(['yes', 'no']).default('no'),
  /** Empty: the default one of the cluster. */
  COLLARD_TEST_STORAGE_CLASS: z.string().default(''),
  COLLARD_TEST_SNAPSHOT_CLASS: z.string().default('')
});

const told = environment.parse(process.env);

export const settings = {
  kubeconfig: told.COLLARD_TEST_KUBECONFIG,
  ownCluster: told.COLLARD_TEST_OWN_CLUSTER === 'yes',
  image: told.COLLARD_TEST_IMAGE,
  storageClass: told.COLLARD_TEST_STORAGE_CLASS || null,
  snapshotClass: told.COLLARD_TEST_SNAPSHOT_CLASS || null
} as const;
