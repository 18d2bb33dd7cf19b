/** A real JupyterLab of the project's own environment, in a folder of its own, on a port of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type WindowingMode = 'contentVisibility' | 'defer' | 'full' | 'none';

export interface JupyterOptions {
  /** The Python that has JupyterLab; the project's own unless said. */
  readonly python?: string;
  /** More words for JupyterLab. */
  readonly words?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const startDeadline = 90_000;
const patienceAtStop = 10_000;

export class JupyterServer {
  static async start({
    python = '.venv/bin/python',
    words = [],
    environment = {}
  }: JupyterOptions = {}): Promise<JupyterServer> {
    const home = mkdtempSync(join(tmpdir(), 'collard lab ü '));
    const root = join(home, 'notebooks');
    mkdirSync(join(root, '.git'), { recursive: true }); // makes the folder a workspace
    const settings = join(home, 'settings');
    writeJson(join(settings, '@jupyterlab/apputils-extension/notification.jupyterlab-settings'), {
      fetchNews: 'false',
      checkForUpdates: false
    });
    const port = await freePort();
    const flags = [
      ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
      '--no-browser',
      '--ServerApp.ip=127.0.0.1',
      `--port=${port}`,
      '--ServerApp.port_retries=0',
      `--IdentityProvider.token=${token}`,
      `--ServerApp.root_dir=${root}`,
      '--LabApp.extension_manager=readonly',
      '--LabApp.expose_app_in_browser=True',
      '--JupyterNotebookApp.expose_app_in_browser=True'
    ];
    const child = spawn(resolve(python), ['-m', 'jupyterlab', ...flags, ...words], {
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: join(home, 'config'),
        JUPYTER_DATA_DIR: join(home, 'data'),
        JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
        JUPYTERLAB_SETTINGS_DIR: settings,
        JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
        ...environment
      }
    });
    const server = new JupyterServer(`http://127.0.0.1:${port}`, root, home, settings, child);
    child.stderr.on('data', text => (server.log += String(text)));
    await server.untilReady();
    return server;
  }

  /** What the server has printed. */
  log = '';

  private constructor(
    readonly url: string,
    /** The folder that it serves. */
    readonly root: string,
    private readonly home: string,
    private readonly settings: string,
    private readonly child: ChildProcess
  ) {}

  /** Address of a page, with the token. */
  page(path: string): string {
    return `${this.url}/${path}${path.includes('?') ? '&' : '?'}token=${token}`;
  }

  writeNotebook(name: string, notebook: unknown): void {
    writeJson(join(this.root, name), notebook);
  }

  /** Copies an example of the project; returns the path of its notebook as Jupyter takes it. */
  copyExample(name: string): string {
    cpSync(join('examples', name), join(this.root, name), {
      recursive: true,
      filter: path => !path.includes('.collard')
    });
    return `${name}/${name}.ipynb`;
  }

  /** For pages that are opened from now on. */
  setSettings(plugin: string, name: string, values: Readonly<Record<string, unknown>>): void {
    writeJson(join(this.settings, plugin, `${name}.jupyterlab-settings`), values);
  }

  setWindowingMode(windowingMode: WindowingMode): void {
    this.setSettings('@jupyterlab/notebook-extension', 'tracker', { windowingMode });
  }

  setTheme(theme: 'JupyterLab Light' | 'JupyterLab Dark' | 'JupyterLab Dark High Contrast'): void {
    this.setSettings('@jupyterlab/apputils-extension', 'themes', { theme });
  }

  /** JupyterLab has been seen to hang at its end, so patience has one, too. */
  async stop(): Promise<void> {
    const ended = new Promise(done => this.child.once('exit', done));
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      const impatience = setTimeout(() => this.child.kill('SIGKILL'), patienceAtStop);
      await ended;
      clearTimeout(impatience);
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private async untilReady(): Promise<void> {
    for (const start = Date.now(); Date.now() - start < startDeadline; await sleep(100)) {
      if (this.child.exitCode !== null) {
        throw new Error(`JupyterLab ended:\n${this.log}`);
      }
      const answers = await fetch(this.page('api/status')).then(
        response => response.ok,
        () => false
      );
      if (answers) {
        return;
      }
    }
    await this.stop();
    throw new Error(`JupyterLab did not answer in ${startDeadline / 1000} s:\n${this.log}`);
  }
}

const token = 'browser-tests';

function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value, null, 1));
}

async function freePort(): Promise<number> {
  return new Promise(resolvePort => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolvePort(port));
    });
  });
}
