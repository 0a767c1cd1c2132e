import type { CustomFetch } from 'openid-client';

/** Largest answer taken of the provider, bytes: claims and keys are short. */
const MOST_BYTES = 1024 * 1024;

/** `fetch` that follows nowhere and stops reading at a limit: a sign-on gone wrong does not take the gateway with it. */
export const limitedFetch: CustomFetch = async (url, options) => {
  const { body, signal, ...rest } = options;
  const answer = await fetch(url, { ...rest, body: body as BodyInit | null, redirect: 'manual', ...(signal ? { signal } : {}) });
  if (!answer.body) return answer;
  let bytes = 0;
  const counted = answer.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) controller.error(new TypeError('fetch: the answer is too long'));
      else controller.enqueue(chunk);
    },
  }));
  return new Response(counted, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
};
