/** Cache Storage in memory: what the worker uses of it, in the order of making. */
export class FakeCaches {
  readonly boxes = new Map<string, Map<string, Response>>();
  /** Set to make every call hang or fail. */
  fault: 'none' | 'hangs' | 'throws' = 'none';

  #at = (request: RequestInfo | URL): string => new URL(request instanceof Request ? request.url : request, 'https://portal.test').pathname;
  async #sound(): Promise<void> {
    if (this.fault === 'throws') throw new Error('cache storage is broken');
    if (this.fault === 'hangs') await new Promise(() => undefined);
  }

  async open(name: string): Promise<Cache> {
    await this.#sound();
    const box = this.boxes.get(name) ?? new Map<string, Response>();
    this.boxes.set(name, box);
    const cache: Pick<Cache, 'match' | 'put'> = {
      match: async (request) => box.get(this.#at(request))?.clone(),
      put: async (request, response) => {
        await this.#sound();
        const url = response.url;
        // A stored body is a copy of its own, as in a browser.
        const copy = new Response(await response.arrayBuffer(), response);
        Object.defineProperty(copy, 'url', { value: url });
        box.set(this.#at(request), copy);
      },
    };
    return cache as Cache;
  }
  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    await this.#sound();
    for (const box of this.boxes.values()) {
      const found = box.get(this.#at(request));
      if (found) return found.clone();
    }
    return undefined;
  }
  async keys(): Promise<string[]> {
    await this.#sound();
    return [...this.boxes.keys()];
  }
  async delete(name: string): Promise<boolean> {
    return this.boxes.delete(name);
  }
  async has(name: string): Promise<boolean> {
    return this.boxes.has(name);
  }
  /** Paths kept under a cache name. */
  paths(name: string): string[] {
    return [...(this.boxes.get(name)?.keys() ?? [])];
  }
}
