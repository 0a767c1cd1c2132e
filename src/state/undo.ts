import type { Json } from '@/domain/dataset';

/** Steps of one document in this page, all of them: a body is some kilobytes, and a session some hundred steps. Never on disk. */
export class Undo {
  #past: Json[] = [];
  #future: Json[] = [];

  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** A step from `before`; what was undone cannot be redone any more. Before a document there was nothing to go back to. */
  step(before: Json): void {
    if (before !== null) this.#past.push(before);
    this.#future = [];
  }
  /** The body before the last step, or undefined; `now` is where redo leads back to. */
  back(now: Json): Json | undefined {
    const body = this.#past.pop();
    if (body !== undefined) this.#future.push(now);
    return body;
  }
  forward(now: Json): Json | undefined {
    const body = this.#future.pop();
    if (body !== undefined) this.#past.push(now);
    return body;
  }
  /** The ground has changed under the steps: somebody else's work stands there now. */
  clear(): void {
    this.#past = [];
    this.#future = [];
  }
}
