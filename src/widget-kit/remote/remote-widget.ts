import { shallowRef } from 'vue';
import * as z from 'zod/mini';
import type { ExtensionManifest } from '@/domain/extension';
import type { AnyWidget, OptionsDefinition, Slots } from '../widget';
import { loadModule, wordsOf } from './load-module';
import { readBody, readViewModel } from './read-definition';
import { WidgetRefused } from './refusal';

export interface RemoteParts {
  readonly load: (manifest: ExtensionManifest) => Promise<AnyWidget>;
  /** Calls back after some ms; returns how to stop. */
  readonly later: (callback: () => void, ms: number) => () => void;
  /** How long module and body together may take, ms. */
  readonly patienceMs: number;
}

const PARTS: RemoteParts = {
  load: loadModule,
  later: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  patienceMs: 15_000,
};

/**
 * A third-party widget in the registry from the first moment, before anything of it has been fetched: the host treats it as any other.
 * Its module comes when a tile asks for its body; until then it asks no questions. Whatever it does wrong is thrown to that tile's host.
 */
export function remoteWidget(manifest: ExtensionManifest, parts: RemoteParts = PARTS): AnyWidget {
  const loaded = shallowRef<AnyWidget | null>(null);
  return {
    id: manifest.id,
    version: 1,
    title: manifest.title,
    description: manifest.publisher,
    icon: 'puzzle',
    size: { min: { w: 2, h: 2 }, default: { w: 4, h: 4 } },
    surfaces: ['desk', 'wall', 'phone', 'report'],
    options: remoteOptions(() => loaded.value),
    datasets: (input) => (loaded.value ? readSlots(loaded.value.datasets(input)) : {}),
    async load() {
      const { widget, body } = await inTime(async () => {
        const widget = loaded.value ?? (await parts.load(manifest));
        return { widget, body: readBody(await widget.load()) };
      }, parts);
      loaded.value = widget;
      return { ...body, model: (input) => readViewModel(body.model(input)) };
    },
    report: async () => (loaded.value ?? (await parts.load(manifest))).report(),
  };
}

/** Its own schema once it is here; what it throws is a fault of the options, said in the tile. */
function remoteOptions(loaded: () => AnyWidget | null): OptionsDefinition<unknown> {
  const schema = z.pipe(z.unknown(), z.transform((raw, context): unknown => {
    const own = loaded();
    const read = own ? checked(own, raw) : { options: raw };
    if ('options' in read) return read.options;
    context.issues.push({ code: 'custom', message: read.fault, input: raw });
    return z.NEVER;
  }));
  return {
    schema,
    get fields() { return loaded()?.options.fields ?? []; },
    migrate(saved, fromVersion) {
      try {
        return loaded()?.options.migrate(saved, fromVersion) ?? saved;
      } catch {
        // The schema then says what is wrong with them.
        return saved;
      }
    },
  };
}

function checked(own: AnyWidget, raw: unknown): { readonly options: unknown } | { readonly fault: string } {
  try {
    const read = own.options.schema.safeParse(raw);
    return read.success ? { options: read.data } : { fault: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim())[0] ?? '' };
  } catch (fault) {
    return { fault: wordsOf(fault) };
  }
}

/** Questions as the kit asks them: dataset ids and texts, nothing else. */
function readSlots(slots: Slots): Slots {
  const isText = (value: unknown): boolean => typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  const sound = typeof slots === 'object' && slots !== null && Object.values(slots).every((query) =>
    typeof query?.dataset === 'string' && typeof query.params === 'object' && query.params !== null && Object.values(query.params).every(isText));
  if (!sound) throw new WidgetRefused('not-a-widget', 'datasets()');
  return slots;
}

/** What `work` comes to, or `too-slow`; any other fault is the module's own. */
function inTime<T>(work: () => Promise<T>, { later, patienceMs }: RemoteParts): Promise<T> {
  return new Promise<T>((done, fail) => {
    const stop = later(() => fail(new WidgetRefused('too-slow')), patienceMs);
    work().then(done, (fault: unknown) => fail(fault instanceof WidgetRefused ? fault : new WidgetRefused('failed', wordsOf(fault)))).finally(stop);
  });
}
