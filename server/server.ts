/** The server as a whole: listens, answers with the table of routes, and lets go of everything when it is closed. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { listener } from './http/listener.js';
import { routes } from './routes/index.js';
import { Services, type ServiceOptions } from './services.js';

export interface CollardServerOptions extends ServiceOptions {
  /** What the Jupyter server shows as bearer token. */
  readonly secret: string;
}

/** Bytes. The environment of a kernel travels in a header. */
const largestHeaders = 256 * 1024;

export class CollardServer {
  constructor(options: CollardServerOptions) {
    const { secret, report } = options;
    this.services = new Services(options);
    const answer = listener({ routes, services: this.services, secret, report });
    this.http = createServer({ maxHeaderSize: largestHeaders }, answer);
  }

  /** Resolves when requests are taken. */
  async listen(socket: string): Promise<void> {
    this.http.listen(socket);
    await once(this.http, 'listening');
    this.services.begin();
  }

  /** Ends every stream, and lets runs go on without this process as far as they can. */
  async close(): Promise<void> {
    this.http.close();
    this.http.closeAllConnections();
    await this.services.close();
  }

  private readonly services: Services;
  private readonly http: Server;
}
