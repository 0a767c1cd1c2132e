import type { AnyWidget } from './widget';

export interface WidgetRegistry {
  get(id: string): AnyWidget | undefined;
  /** By id, ascending. */
  readonly all: readonly AnyWidget[];
}

/** Built-in and third-party widgets join the same list; two widgets with one id are a bug and throw. */
export function createRegistry(widgets: readonly AnyWidget[]): WidgetRegistry {
  const byId = new Map<string, AnyWidget>();
  for (const widget of widgets) {
    if (byId.has(widget.id)) throw new Error(`Two widgets are called "${widget.id}"`);
    byId.set(widget.id, widget);
  }
  const all = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { get: (id) => byId.get(id), all };
}
