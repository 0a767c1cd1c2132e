import { shallowReactive } from 'vue';
import type { Annotation, AnnotationTarget } from '@/domain/annotation';
import { err, ok, type Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import { parseAnnotation, parseAnnotations } from './parse';

export type Call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Result<unknown, GatewayProblem>>;

/** Remarks of one dataset as the page knows them. */
export interface Shelf {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly annotations: readonly Annotation[];
}

/** What people remarked on the figures of a page. One for a page; asks for a dataset once, and again when it changed. */
export interface AnnotationBoard {
  /** Remarks of a dataset, asked for when first wanted. Reactive. */
  readonly of: (dataset: string) => Shelf;
  readonly load: (dataset: string) => Promise<void>;
  readonly write: (target: AnnotationTarget, text: string) => Promise<GatewayProblem | null>;
  readonly reply: (to: Annotation, text: string) => Promise<GatewayProblem | null>;
  readonly edit: (one: Annotation, text: string) => Promise<GatewayProblem | null>;
  readonly settle: (one: Annotation, resolved: boolean) => Promise<GatewayProblem | null>;
  readonly withdraw: (one: Annotation) => Promise<GatewayProblem | null>;
  /** Something was told of a dataset; null: any may have changed. */
  readonly onChange: (dataset: string | null) => void;
}

const LOADING: Shelf = { state: 'loading', annotations: [] };
const UNREADABLE: GatewayProblem = { code: 'unexpected', status: 200, body: null };

/** `newKey`: a key that no other remark has; the same remark sent again under it is written once. */
export function createBoard(call: Call, newKey: () => string): AnnotationBoard {
  const shelves = shallowReactive(new Map<string, Shelf>());
  const asking = new Map<string, Promise<void>>();
  /** Words on their way keep their key until they are there: sent again after a lost answer they are one remark. */
  const keys = new Map<string, string>();

  async function ask(dataset: string): Promise<void> {
    const reply = await call('GET', `/api/annotations?dataset=${encodeURIComponent(dataset)}`);
    const annotations = reply.ok ? parseAnnotations(reply.value) : null;
    shelves.set(dataset, annotations ? { state: 'ready', annotations } : { state: 'failed', annotations: shelves.get(dataset)?.annotations ?? [] });
  }
  function load(dataset: string): Promise<void> {
    const under = asking.get(dataset) ?? ask(dataset).finally(() => asking.delete(dataset));
    asking.set(dataset, under);
    return under;
  }
  function of(dataset: string): Shelf {
    const known = shelves.get(dataset);
    if (known) return known;
    // Not while something is being computed from it.
    queueMicrotask(() => {
      if (shelves.has(dataset)) return;
      shelves.set(dataset, LOADING);
      void load(dataset);
    });
    return LOADING;
  }

  const put = (one: Annotation): void => {
    const { dataset } = one.target;
    const others = (shelves.get(dataset)?.annotations ?? []).filter(({ id }) => id !== one.id);
    shelves.set(dataset, { state: 'ready', annotations: [one, ...others] });
  };
  async function take(asked: Promise<Result<unknown, GatewayProblem>>): Promise<Result<Annotation, GatewayProblem>> {
    const reply = await asked;
    if (!reply.ok) return reply;
    const one = parseAnnotation(reply.value);
    if (!one) return err(UNREADABLE);
    put(one);
    return ok(one);
  }
  const problemOf = async (asked: Promise<Result<unknown, GatewayProblem>>): Promise<GatewayProblem | null> => {
    const done = await asked;
    return done.ok ? null : done.error;
  };
  async function said(path: string, body: object, words: string): Promise<GatewayProblem | null> {
    const what = `${path}\n${words}`;
    const key = keys.get(what) ?? newKey();
    keys.set(what, key);
    const done = await take(call('POST', path, { ...body, key }));
    if (done.ok) keys.delete(what);
    return done.ok ? null : done.error;
  }
  const pathOf = ({ id }: Annotation): string => `/api/annotations/${encodeURIComponent(id)}`;
  return {
    of, load,
    write: (target, text) => said('/api/annotations', { ...target, text }, JSON.stringify([target, text])),
    reply: (to, text) => said(`${pathOf(to)}/replies`, { text }, text),
    edit: (one, text) => problemOf(take(call('PATCH', pathOf(one), { text }))),
    settle: (one, resolved) => problemOf(take(call('PATCH', pathOf(one), { resolved }))),
    withdraw: async (one) => {
      const problem = await problemOf(call('DELETE', pathOf(one)));
      if (!problem) await load(one.target.dataset);
      return problem;
    },
    onChange: (dataset) => {
      for (const known of dataset === null ? [...shelves.keys()] : shelves.has(dataset) ? [dataset] : []) void load(known);
    },
  };
}
