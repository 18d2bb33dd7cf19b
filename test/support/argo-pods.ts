/**
 * What Argo and Kubernetes make of an emitted Workflow, as far as texts are concerned: the containers that run in the end. Written
 * from Argo's rules (github.com/argoproj/argo-workflows, docs/variables.md; util/template, workflow/common/util.go and
 * workflow/controller/workflowpod.go of v4.0.5 say what happens how often) and from Kubernetes' documentation of `$(VAR)`.
 */

type Json = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly value?: string;
}

export interface ArgoContainer {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Environment variable → `<secret>/<key>`. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface ArgoPod extends ArgoContainer {
  readonly template: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ArgoWorkflow {
  readonly spec: {
    readonly arguments?: { readonly parameters: readonly Parameter[] };
    readonly templates: readonly Template[];
  };
}

interface Template extends Json {
  readonly name: string;
  readonly container?: unknown;
  readonly dag?: {
    readonly tasks: readonly { readonly name: string; readonly template: string; readonly depends?: string }[];
  };
}

export interface RunFacts {
  readonly name: string;
  /** What somebody typed into the form of a run, by parameter. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Attempts before this one. */
  readonly retries?: number;
}

/** The pods of the steps, in an order in which Argo may start them. Throws where the controller would refuse the Workflow. */
export function podsOf(workflow: ArgoWorkflow, facts: RunFacts): readonly ArgoPod[] {
  const { templates, ...rest } = workflow.spec;
  const parameters = (rest.arguments?.parameters ?? []).map(({ name, value }) => ({
    name,
    value: facts.typed?.[name] ?? value
  }));
  const globals = new Map<string, string>([
    ['workflow.name', facts.name],
    ['workflow.namespace', 'default'],
    ['workflow.uid', 'f0f0'],
    ['workflow.parameters', JSON.stringify(parameters)],
    ...parameters.flatMap(({ name, value }) =>
      value === undefined ? [] : [[`workflow.parameters.${name}`, value] as const]
    )
  ]);
  replace(JSON.stringify({ ...rest, arguments: { parameters } }), globals);
  const tasks = templates.flatMap(({ dag }) => dag?.tasks ?? []);
  return tasks.flatMap(({ template: name }) => {
    const template = templates.find(candidate => candidate.name === name);
    return template?.container === undefined ? [] : [podOf(template, globals, facts)];
  });
}

function podOf(template: Template, globals: ReadonlyMap<string, string>, { retries = 0 }: RunFacts): ArgoPod {
  const locals = new Map([...globals, ['retries', String(retries)], ['pod.name', 'some-pod']]);
  // Once for what is known everywhere, once with the inputs of the template, and once as a pod.
  const passes = [locals, locals, globals];
  const final = passes.reduce((text, known) => replace(text, known), JSON.stringify(template));
  const { container, metadata } = JSON.parse(final) as PodTemplate;
  return { template: template.name, labels: metadata.labels, annotations: metadata.annotations, ...started(container) };
}

interface PodTemplate {
  readonly metadata: Pick<ArgoPod, 'labels' | 'annotations'>;
  readonly container: KubernetesContainer;
}

interface KubernetesContainer {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  }[];
}

/** What the kubelet starts. */
function started({ command, args, env = [] }: KubernetesContainer): ArgoContainer {
  const known: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    if (valueFrom === undefined) {
      known[name] = expand(value ?? '', known);
    } else {
      secrets[name] = `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`;
    }
  }
  const expanded = (words: readonly string[]): readonly string[] => words.map(word => expand(word, known));
  return { command: expanded(command), args: expanded(args), env: known, secrets };
}

/** `$(NAME)` is the variable if there is one; `$$` is `$`; everything else stays. */
function expand(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (found, next: string, name?: string) =>
    next === '$' ? '$' : (known[name ?? ''] ?? found)
  );
}

/** One pass of Argo's replacement over JSON text. */
export function replace(json: string, known: ReadonlyMap<string, string>): string {
  let text = '';
  let rest = json;
  for (let start = rest.indexOf('{{'); start >= 0; start = rest.indexOf('{{')) {
    const end = rest.indexOf('}}', start + 2);
    if (end < 0) {
      throw new Error('cannot find end tag="}}" in the template');
    }
    text += rest.slice(0, start) + replacement(rest.slice(start + 2, end), known);
    rest = rest.slice(end + 2);
  }
  const replaced = text + rest;
  JSON.parse(replaced); // "cannot finish template replacement because the result was invalid JSON"
  return replaced;
}

function replacement(tag: string, known: ReadonlyMap<string, string>): string {
  if (tag.startsWith('=')) {
    return evaluated(tag.slice(1), known) ?? `{{${tag}}}`;
  }
  const value = known.get(tag.trim());
  if (value !== undefined) {
    return quoted(value);
  }
  const nested = tag.lastIndexOf('{{');
  const inner = nested > 0 ? known.get(tag.slice(nested + 2)) : undefined;
  return inner === undefined ? `{{${tag}}}` : `{{${tag.slice(0, nested)}${quoted(inner)}`;
}

/** The one expression that documents of ours contain; any other stays, as one that Argo cannot evaluate. */
function evaluated(expression: string, known: ReadonlyMap<string, string>): string | null {
  const [, name] = /^sprig\.b64enc\(workflow\.parameters\['([-A-Za-z0-9_]+)'\]\)$/.exec(expression) ?? [];
  const value = known.get(`workflow.parameters.${name ?? ''}`);
  return name === undefined || value === undefined ? null : Buffer.from(value, 'utf8').toString('base64');
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v'
};

/** Go's `strconv.Quote` without the quotes: not JSON for every character. */
function quoted(text: string): string {
  return Array.from(text, character => {
    const point = character.codePointAt(0) ?? 0;
    const hex = point.toString(16);
    if (escapes[character] !== undefined) {
      return escapes[character];
    }
    if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) {
      return character;
    }
    return point < 0x80
      ? `\\x${hex.padStart(2, '0')}`
      : point < 0x10000
        ? `\\u${hex.padStart(4, '0')}`
        : `\\U${hex.padStart(8, '0')}`;
  }).join('');
}
