import { bodyChunks } from '../http/read-body';

/** Longest line taken, characters: an answer a device could not hold anyway. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The lines of an NDJSON body as they arrive, parsed; a line that is no JSON is null. What stands after the last line break was cut off
 * and is not given. Throws what the stream throws.
 */
export async function* jsonLines(stream: unknown, signal: AbortSignal): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  let length = 0;
  for await (const chunk of bodyChunks(stream, signal)) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');
    const rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      open.push(piece);
      const line = open.join('');
      open = [];
      length = 0;
      if (line !== '') yield parsed(line);
    }
    open.push(rest);
    length += rest.length;
    if (length > LONGEST_LINE) return;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
