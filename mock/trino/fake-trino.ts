/** A request as Trino sees it; names of headers in small letters. */
export interface TrinoRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}
export interface TrinoReply {
  readonly status: number;
  readonly body: unknown;
}

/** A result, or a failure by its name. */
export type TrinoResult =
  | { readonly columns: readonly { readonly name: string; readonly type: string }[]; readonly rows: readonly (readonly unknown[])[] }
  | { readonly errorName: string; readonly errorType: 'USER_ERROR' | 'INTERNAL_ERROR' | 'INSUFFICIENT_RESOURCES' };

export interface FakeTrinoOptions {
  /** Answers a statement, `?` in it standing for the literals of `values`, in order. */
  readonly answer: (statement: string, values: readonly string[]) => TrinoResult;
  /** Where the coordinator believes itself to be: other than its callers know it by, behind a proxy. */
  readonly self: string;
  readonly rowsAPage: number;
}

interface Query {
  readonly result: TrinoResult;
  readonly slug: string;
}

/**
 * A coordinator as Trino's client REST API describes it (version 4xx): a statement is posted with `X-Trino-User`, waits once in the
 * queue, then gives its rows page by page under `nextUri`; a failure stands in a page of status 200. It runs no SQL of its own.
 */
export function fakeTrino({ answer, self, rowsAPage }: FakeTrinoOptions): (request: TrinoRequest) => TrinoReply {
  const queries = new Map<string, Query>();
  return ({ method, path, headers, body }) => {
    if (method === 'POST' && path === '/v1/statement') {
      if (!headers['x-trino-user']) return { status: 401, body: 'User must be set' };
      const id = `20261121_010203_${String(queries.size + 1).padStart(5, '0')}_fake0`;
      const slug = `y${queries.size}f00d`;
      queries.set(id, { result: answer(...executed(body, headers['x-trino-prepared-statement'])), slug });
      return page(id, `queued/${id}/${slug}/1`, 'QUEUED', {});
    }
    const [, state = '', id = '', slug = '', token = ''] = /^\/v1\/statement\/(queued|executing)\/([^/]+)\/([^/]+)\/(\d+)$/.exec(path) ?? [];
    const query = queries.get(id);
    if (method !== 'GET' || query?.slug !== slug) return { status: 404, body: 'Query not found' };
    if (state === 'queued') return page(id, `executing/${id}/${slug}/0`, 'RUNNING', {});
    return executing(id, query, Number(token));
  };

  function executing(id: string, { result, slug }: Query, token: number): TrinoReply {
    if ('errorName' in result) {
      return page(id, null, 'FAILED', { error: { message: 'line 1:8: words of the engine, with a host trino.internal', errorCode: 47, errorName: result.errorName, errorType: result.errorType, errorLocation: { lineNumber: 1, columnNumber: 8 } } });
    }
    const { columns, rows } = result;
    const until = (token + 1) * rowsAPage;
    return page(id, until < rows.length ? `executing/${id}/${slug}/${token + 1}` : null, until < rows.length ? 'RUNNING' : 'FINISHED', { columns, data: rows.slice(token * rowsAPage, until) });
  }

  function page(id: string, next: string | null, state: string, more: object): TrinoReply {
    return { status: 200, body: { id, infoUri: `${self}ui/query.html?${id}`, ...(next === null ? {} : { nextUri: `${self}v1/statement/${next}` }), stats: { state, queued: state === 'QUEUED' }, ...more, warnings: [] } };
  }
}

/** What a posted text executes: itself, or a prepared statement with its literals. */
function executed(body: string, prepared: string | undefined): [statement: string, values: readonly string[]] {
  const [, name, list] = /^EXECUTE (\w+) USING (.*)$/s.exec(body) ?? [];
  if (name === undefined || list === undefined) return [body, []];
  const [, statement = ''] = new RegExp(`(?:^|,)${name}=([^,]*)`).exec(prepared ?? '') ?? [];
  return [decodeURIComponent(statement), literals(list)];
}

/** Literals at the top level of a list, as written. */
function literals(list: string): string[] {
  const found: string[] = [];
  let [depth, quoted, from] = [0, false, 0];
  for (let at = 0; at < list.length; at++) {
    const sign = list[at];
    if (sign === "'") quoted = !quoted;
    if (quoted) continue;
    if (sign === '(' || sign === '[') depth += 1;
    if (sign === ')' || sign === ']') depth -= 1;
    if (sign !== ',' || depth > 0) continue;
    found.push(list.slice(from, at).trim());
    from = at + 1;
  }
  return [...found, list.slice(from).trim()];
}
