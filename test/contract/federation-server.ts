import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Dataset, DatasetQuery, Source } from '@/domain/dataset';
import type { Result } from '@/domain/result';
import type { Answer } from '@/federation/answer';
import { createFederation } from '@/federation/create-federation';
import type { Federation, FederationOptions } from '@/federation/federation';
import type { SourceError } from '@/federation/source-error';
import type { FromThread, ReadingThread } from '@/federation/worker/protocol';
import { serve } from '@/federation/worker/run-job';

/** A real source on a port of its own, and the sockets it holds. */
export interface TestSource {
  readonly url: string;
  /** Requests as they came, oldest first. */
  readonly asked: { readonly method: string; readonly url: string; readonly body: string; readonly headers: IncomingMessage['headers'] }[];
  readonly sockets: ReadonlySet<Socket>;
  handler: RequestListener;
  readonly close: () => Promise<void>;
}

export async function startSource(handler: RequestListener = (_req, res) => sendJson(res, {})): Promise<TestSource> {
  const sockets = new Set<Socket>();
  const asked: TestSource['asked'] = [];
  const server: Server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      asked.push({ method: req.method ?? '', url: req.url ?? '', body: Buffer.concat(chunks).toString(), headers: req.headers });
      source.handler(req, res);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const source: TestSource = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked, sockets, handler,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
  return source;
}

export function sendJson(res: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(typeof value === 'string' ? value : JSON.stringify(value));
}

const text = { vi: 'x', en: 'x' };

export const sourceOf = (id: string, more: Partial<Source> = {}): Source =>
  ({ id, name: text, shortName: text, owner: text, baseUrl: `/sources/${id}/`, deadlineMs: 2_000, maxBytes: 1_000_000, settings: {}, sampleData: true, ...more });

export const datasetOf = (id: string, source: string, more: Partial<Dataset> = {}): Dataset => ({
  id, source, connector: 'rest-json', title: text, description: text, owner: text, shape: 'cube', cadence: { kind: 'interval', seconds: 60 }, classification: 'internal',
  parameters: [], request: { path: 'so-lieu' },
  mapping: {
    expects: { '/so': 'number' },
    expression: '{"asOf": luc, "dimensions": [{"id": "metric", "role": "metric", "categories": [{"code": "received", "label": "Tiếp nhận", "unit": "dossier"}]}], "cells": [["received", so]]}',
    limits: { received: { max: 50_000 } },
  },
  ...more,
});

/** A payload that {@link datasetOf}'s mapping reads. */
export const goodPayload = { so: 12, luc: '2026-11-20T08:30:00+07:00' };

export interface Bench {
  readonly federation: Federation;
  readonly ask: (dataset?: string, params?: DatasetQuery['params'], signal?: AbortSignal) => Promise<Result<Answer, SourceError>>;
}

/** Reads on the test's own thread, for what is not about threads: starting a real one costs half a second. */
export function hereThread(): ReadingThread {
  let hear: (message: FromThread) => void = () => undefined;
  let take: ReturnType<typeof serve> | undefined;
  return {
    post: ({ id, job }) => take?.(id, structuredClone(job)),
    listen(answer) {
      hear = (message) => answer(structuredClone(message));
      take = serve((message) => hear(message));
    },
    kill: () => { hear = () => undefined; },
  };
}

/** A federation over test sources: `/sources/<id>/` leads to the server of that id. */
export function bench(urls: Readonly<Record<string, string>>, datasets: readonly Dataset[], more: Partial<FederationOptions> & { readonly sourceParts?: Partial<Source> } = {}): Bench {
  const { sourceParts, ...options } = more;
  const federation = createFederation({
    sources: new Map(Object.keys(urls).map((id) => [id, sourceOf(id, sourceParts)])),
    datasets: new Map(datasets.map((dataset) => [dataset.id, dataset])),
    resolveUrl: (baseUrl) => urls[/^\/sources\/([\w-]+)\/$/.exec(baseUrl)?.[1] ?? ''] ?? '',
    startThread: hereThread,
    ...options,
  });
  const ask: Bench['ask'] = (dataset = datasets[0]?.id ?? '', params = {}, signal = new AbortController().signal) => federation.ask({ dataset, params }, signal);
  return { federation, ask };
}

/** The error of an answer that must have failed. */
export function errorOf(answer: Result<Answer, SourceError>): SourceError {
  if (answer.ok) throw new Error('answered');
  return answer.error;
}
