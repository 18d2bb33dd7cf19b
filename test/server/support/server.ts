/** A real server on a unix socket, in a folder of its own, with the real Python of the project. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as z from 'zod';
import { refusalSchema, runDetailSchema, submittedSchema } from '../../../protocol/api.js';
import type { Refusal, RunDetail, RunSummary, SubmitRequest } from '../../../protocol/api.js';
import { CollardServer } from '../../../server/server.js';
import { EventReader } from './event-reader.js';

// Real processes on a busy machine: a test that hangs should fail, one that is slow should not.
jest.setTimeout(60_000);

export const python = resolve('.venv/bin/python');
export const secret = 'the secret of the tests';

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** Talks to a server in this process or another one. */
export class Client {
  constructor(private readonly socket: string) {}

  async ask(method: string, path: string, asked: Asked = {}): Promise<Answered> {
    const response = await this.send(method, path, asked);
    const pieces: Buffer[] = [];
    for await (const piece of response as AsyncIterable<Buffer>) {
      pieces.push(piece);
    }
    return { status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown };
  }

  /** The answer, which must be what the schema of its route says. */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return schema.parse(this.fine(await this.ask('GET', path)));
  }

  async post<Schema extends z.ZodType>(path: string, schema: Schema, body: unknown = {}): Promise<z.output<Schema>> {
    return schema.parse(this.fine(await this.ask('POST', path, { body })));
  }

  /** The refusal that must be the answer, with its status. */
  async refusal(method: string, path: string, asked: Asked = {}): Promise<Refusal['error'] & { status: number }> {
    const { status, body } = await this.ask(method, path, asked);
    return { ...refusalSchema.parse(body).error, status };
  }

  async submit(notebook: unknown, more: Partial<SubmitRequest> = {}): Promise<RunSummary> {
    return (await this.post('runs', submittedSchema, { path: 'analysis.ipynb', notebook, ...more })).run;
  }

  /** Waits for the end of a run. */
  ended(id: string): Promise<RunDetail> {
    return this.reached(id, ['succeeded', 'failed', 'cancelled']);
  }

  /** Waits until a run is in one of these phases. */
  async reached(id: string, phases: readonly RunSummary['phase'][]): Promise<RunDetail> {
    const events = await this.events();
    try {
      for (;;) {
        const detail = await this.get(`runs/${id}`, runDetailSchema);
        if (phases.includes(detail.summary.phase)) {
          return detail;
        }
        await events.next();
      }
    } finally {
      events.close();
    }
  }

  async run(notebook: unknown, more: Partial<SubmitRequest> = {}): Promise<RunDetail> {
    return this.ended((await this.submit(notebook, more)).id);
  }

  async events(lastSeen?: string): Promise<EventReader> {
    const headers = lastSeen === undefined ? {} : { 'Last-Event-ID': lastSeen };
    return new EventReader(await this.send('GET', 'events', { headers }));
  }

  private send(method: string, path: string, { body, headers = {} }: Asked): Promise<IncomingMessage> {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const all = { Authorization: `Bearer ${secret}`, 'X-Collard-Kernel': kernel(), ...headers };
    return new Promise((done, fail) => {
      const message = httpRequest(
        { socketPath: this.socket, method, path: `/${path}`, headers: all, agent: false },
        done
      );
      message.on('error', fail).end(text);
    });
  }

  private fine({ status, body }: Answered): unknown {
    if (status !== 200) {
      throw new Error(`${status}: ${JSON.stringify(body)}`);
    }
    return body;
  }
}

export interface TestKernel {
  readonly language: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What the Jupyter server tells about the kernel of a request. */
export function kernel(more: Partial<TestKernel> = {}): string {
  const argv = [python, '-m', 'ipykernel_launcher', '-f', '{connection_file}'];
  const spec = { name: 'python3', display_name: 'Python 3', language: 'python', argv, env: {}, ...more };
  return Buffer.from(JSON.stringify(spec)).toString('base64');
}

/** A folder as people have them, which is also the workspace of what is in it. */
export class TestRoot {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'collard server ü ')));
  readonly private = mkdtempSync(join(tmpdir(), 'collard-'));
  readonly socket = join(this.private, 'socket');

  constructor() {
    mkdirSync(join(this.path, '.git'));
  }

  remove(): void {
    [this.path, this.private].forEach(folder =>
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    );
  }
}

export interface TestServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
}

/** The server within this process. */
export class TestServer extends Client {
  /** What it told of its own mistakes: there must be none. */
  readonly reports: unknown[] = [];

  static async start({ environment = {} }: TestServerOptions = {}): Promise<TestServer> {
    const server = new TestServer(new TestRoot(), environment);
    await server.server.listen(server.root.socket);
    return server;
  }

  private constructor(
    readonly root: TestRoot,
    environment: Readonly<Record<string, string>>
  ) {
    super(root.socket);
    this.server = new CollardServer({
      root: root.path,
      secret,
      packageFolder: resolve('collard'),
      privateFolder: root.private,
      environment: { ...process.env, ...environment },
      report: error => this.reports.push(error)
    });
  }

  path(name: string): string {
    return join(this.root.path, name);
  }

  async stop(): Promise<void> {
    await this.server.close();
    this.root.remove();
    expect(this.reports).toEqual([]);
  }

  private readonly server: CollardServer;
}
