/** An answer that has no body by its status comes with an empty stream in some browsers, which axios cannot wrap again. */
export async function plainFetch(...asked: Parameters<typeof fetch>): Promise<Response> {
  const reply = await fetch(...asked);
  return [204, 205, 304].includes(reply.status) ? new Response(null, reply) : reply;
}
