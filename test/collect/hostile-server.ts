/** A real HTTP server on loopback whose answers are given by path; counts what was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  origin: string;
  port: number;
  /** Paths in the order they were asked for. */
  asked: string[];
  headers: Map<string, IncomingMessage['headers']>;
  answer(path: string, how: Answering | string): void;
  close(): Promise<void>;
}

/** Starts a server; unknown paths answer 404. */
export async function startServer(address = '127.0.0.1'): Promise<TestServer> {
  const answers = new Map<string, Answering | string>();
  const asked: string[] = [];
  const headers: TestServer['headers'] = new Map();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    headers.set(path, request.headers);
    const how = answers.get(path);
    if (how === undefined) response.writeHead(404).end();
    else if (typeof how === 'string')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(how);
    else how(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${address}:${port}`,
    port,
    asked,
    headers,
    answer: (path, how) => answers.set(path, how),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
