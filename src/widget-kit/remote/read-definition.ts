import * as z from 'zod/mini';
import { OPTION_INPUTS } from '../option-field';
import type { AnyWidget, WidgetBody, ViewModelBase } from '../widget';
import { WidgetRefused } from './refusal';

const words = z.string().check(z.minLength(1), z.maxLength(200));
const text = z.object({ vi: words, en: words });
const grid = z.object({ w: z.int().check(z.gte(1), z.lte(12)), h: z.int().check(z.gte(1), z.lte(40)) });
const call = z.custom<(...given: unknown[]) => unknown>((value) => typeof value === 'function');

const definition = z.object({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  version: z.int().check(z.gte(1)),
  title: text,
  description: z.object({ vi: z.string().check(z.maxLength(1_000)), en: z.string().check(z.maxLength(1_000)) }),
  icon: z.string(),
  size: z.object({ min: grid, default: grid }),
  surfaces: z.array(z.enum(['desk', 'wall', 'phone', 'report'])),
  options: z.object({
    schema: z.object({ safeParse: call }),
    fields: z.array(z.object({ name: z.string(), label: text, input: z.enum(OPTION_INPUTS) })),
    migrate: call,
  }),
  datasets: call, load: call, report: call,
});

const messages = z.record(z.string(), z.string());
const body = z.object({
  model: call,
  View: z.custom<object>((value) => typeof value === 'function' || (typeof value === 'object' && value !== null)),
  messages: z.object({ vi: messages, en: messages }),
});

const placeOf = (issues: readonly { readonly path: readonly PropertyKey[] }[]): string => `/${(issues[0]?.path ?? []).map(String).join('/')}`;

/** What a module's factory gave, as the contract knows it; refuses with the first place that is not as it must be. */
export function readDefinition(value: unknown, id: string): AnyWidget {
  const parsed = definition.safeParse(value);
  if (!parsed.success) throw new WidgetRefused('not-a-widget', placeOf(parsed.error.issues));
  if (parsed.data.id !== id) throw new WidgetRefused('not-a-widget', `/id "${parsed.data.id}"`);
  // The forms are checked; what its functions return is checked where it is used.
  return value as AnyWidget;
}

/** The lazy half of the same. */
export function readBody(value: unknown): WidgetBody<unknown, ViewModelBase> {
  const parsed = body.safeParse(value);
  if (!parsed.success) throw new WidgetRefused('not-a-widget', `load()${placeOf(parsed.error.issues)}`);
  return value as WidgetBody<unknown, ViewModelBase>;
}

const ATTENTIONS: ReadonlySet<unknown> = new Set(['good', 'watch', 'act', 'unknown']);

/** What the host reads of a view model must be what it expects; the rest is the widget's own. */
export function readViewModel(value: unknown): ViewModelBase {
  const vm = typeof value === 'object' && value !== null ? value : {};
  if (!('empty' in vm) || typeof vm.empty !== 'boolean' || !('attention' in vm) || !ATTENTIONS.has(vm.attention)) {
    throw new WidgetRefused('not-a-widget', 'model(): { empty, attention }');
  }
  return vm as ViewModelBase;
}
