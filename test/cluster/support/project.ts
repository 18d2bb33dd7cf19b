/** A namespace of its own for a test file, with the accounts `author` and `step` in their shipped roles; removed after the tests. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadAll } from 'js-yaml';
import { administrator, serviceAccount } from './user.js';
import type { Resource, User } from './user.js';

export interface Project {
  readonly namespace: string;
  readonly admin: User;
  readonly author: User;
}

/** For use in the body of a `describe` or a file. */
export function useProject(purpose: string): () => Project {
  let project: Project | null = null;
  beforeAll(async () => {
    project = await makeProject(`collard-${purpose}-${Date.now().toString(36)}`);
  }, 60_000);
  afterAll(async () => {
    if (project !== null) {
      await project.admin.remove(namespaceObject(project.namespace));
    }
  });
  return () => {
    if (project === null) {
      throw new Error('The namespace of the tests could not be made');
    }
    return project;
  };
}

async function makeProject(namespace: string): Promise<Project> {
  const admin = administrator();
  await admin.create(namespaceObject(namespace));
  const files = ['deploy/author-role.yaml', 'deploy/step-role.yaml', 'test/cluster/manifests/playground/accounts.yaml'];
  for (const object of files.flatMap(file => loadAll(readFileSync(file, 'utf8')) as Resource[])) {
    await admin.create(inNamespace(object, namespace));
  }
  await defaultAccount(admin, namespace);
  return { namespace, admin, author: await serviceAccount(namespace, 'author') };
}

function namespaceObject(name: string): { apiVersion: string; kind: string; metadata: { name: string } } {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** Bindings name the namespace of their accounts as well as their own. */
export function inNamespace(object: Resource, namespace: string): Resource {
  const subjects = object['subjects'] as readonly object[] | undefined;
  return {
    ...object,
    metadata: { ...object.metadata, namespace },
    ...(subjects === undefined ? {} : { subjects: subjects.map(subject => ({ ...subject, namespace })) })
  };
}

/** A controller makes it a moment after the namespace, and pods are refused until then. */
async function defaultAccount(admin: User, namespace: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const accounts = await admin.list('v1', 'ServiceAccount', namespace);
    if (accounts.some(({ metadata }) => metadata?.name === 'default')) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`The namespace ${namespace} got no default account`);
}
