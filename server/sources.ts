import type { IncomingMessage, ServerResponse } from 'node:http';
import { forward } from './forward/forward';
import type { Upstreams } from './forward/upstreams';
import { sendProblem } from './problem';

/** The path after `/sources/<id>/`, query included, exactly as it came: decoding is the source's business. */
const SOURCE_PATH = /^\/sources\/([a-z0-9-]+)\/(.*)$/s;

/** Answers everything under `/sources/`, and says whether it did. Only configured ids are known. */
export function askSource(req: IncomingMessage, res: ServerResponse, url: string, upstreams: Upstreams): boolean {
  if (!/^\/sources(?:[/?]|$)/.test(url)) return false;
  const match = SOURCE_PATH.exec(url);
  const upstream = upstreams.get(match?.[1] ?? '');
  if (upstream) forward(req, res, upstream, match?.[2] ?? '');
  else sendProblem(res, 'unknown-source');
  return true;
}
