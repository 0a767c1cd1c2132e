import { onScopeDispose, shallowReactive, watch } from 'vue';
import type { OptionLayer } from '@/config/option-layers';
import { isRecord } from '@/config/schema/values';
import { civilDate } from '@/domain/civil';
import type { Json } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { OptionKeeper } from '@/dashboards/editor/options/option-keeper';
import { bodyOf, MY_PREFERENCES, readBody, type DocumentKind, type OptionsByWidget } from '@/state/documents';
import { optionDocuments, optionsIn, PROVINCE_WIDE, unitDocument } from '@/state/option-documents';
import { useWorkspace } from '@/state/use-document';
import type { Workspace } from '@/state/workspace';
import { useShell } from '../shell-context';
import { useSession } from '../stores/session';
import { onDocumentChange } from './document-news';

const KIND = 'widget-options';

export interface OwnLayers {
  readonly layersOf: (widget: string) => readonly OptionLayer[];
  readonly keeper: OptionKeeper;
}

/**
 * What the province, the person's units from the top down, and the person want of widgets, kept up with what others save; nothing where
 * nobody is signed in. Only documents that exist are followed: nobody is asked for what is not there.
 */
export function useOwnLayers(): OwnLayers {
  const shell = useShell();
  const session = useSession();
  const workspace = useWorkspace();
  const said = shallowReactive(new Map<string, OptionsByWidget>());
  const stops = new Map<string, () => void>();

  const home = (): UnitCode | null => session.person?.unit ?? null;
  const documents = (): readonly string[] => optionDocuments(home(), shell.province.units.treeAt(civilDate(session.now)));
  function follow(opened: Workspace, kind: DocumentKind, id: string): void {
    const key = `${kind}/${id}`;
    if (stops.has(key)) return;
    stops.set(key, opened.observe(kind, id, ({ body }) => said.set(key, optionsIn(kind, body))));
  }
  async function load(opened: Workspace): Promise<void> {
    const listed = await opened.list(KIND);
    if (!listed.ok || workspace.value !== opened) return;
    const wanted = documents();
    for (const { id } of listed.value.items) if (wanted.includes(id)) follow(opened, KIND, id);
  }
  watch(workspace, (opened) => {
    for (const stop of stops.values()) stop();
    stops.clear();
    said.clear();
    if (!opened) return;
    follow(opened, 'preferences', MY_PREFERENCES);
    void load(opened);
  }, { immediate: true });
  const stopNews = onDocumentChange((changed) => { if (workspace.value && (changed === null || changed.kind === KIND)) void load(workspace.value); });
  onScopeDispose(() => {
    stopNews();
    for (const stop of stops.values()) stop();
  });

  const of = (key: string, layer: OptionLayer['layer'], widget: string): readonly OptionLayer[] => {
    const all = said.get(key);
    const options = all && Object.hasOwn(all, widget) ? all[widget] : undefined;
    return options ? [{ layer, options }] : [];
  };
  return {
    layersOf: (widget) => (said.size === 0 ? [] : [...documents().flatMap((id) => of(`${KIND}/${id}`, 'unit', widget)), ...of(`preferences/${MY_PREFERENCES}`, 'person', widget)]),
    keeper: {
      mayKeep: (layer) => workspace.value !== null && (layer === 'person' ? session.person !== null : session.may('dashboard.edit')),
      async keep(layer, widget, option, value) {
        const opened = workspace.value;
        if (!opened) return false;
        const unit = home();
        const at = layer === 'person' ? { kind: 'preferences' as const, id: MY_PREFERENCES } : { kind: KIND, id: unit === null ? PROVINCE_WIDE : unitDocument(unit) } as const;
        const { body } = await opened.open(at.kind, at.id);
        // Of a later portal: this one must not write over what it cannot read.
        if (body !== null && !readBody(at.kind, body).ok) return false;
        await opened.edit(at.kind, at.id, changed(at.kind, body, widget, option, value));
        await opened.save(at.kind, at.id, '', layer === 'unit' ? { owner: 'unit', unit } : null);
        follow(opened, at.kind, at.id);
        return true;
      },
    },
  };
}

/** The body with one option of one widget said, or taken away. */
export function changed(kind: 'preferences' | 'widget-options', body: Json, widget: string, option: string, value: Json | undefined): Json {
  const all = optionsIn(kind, body);
  const before = Object.hasOwn(all, widget) ? (all[widget] ?? {}) : {};
  const rest = Object.entries(before).filter(([name]) => name !== option);
  const options = Object.fromEntries(value === undefined ? rest : [...rest, [option, value]]);
  const others = Object.entries(all).filter(([id]) => id !== widget);
  const widgets = Object.fromEntries(Object.keys(options).length === 0 ? others : [...others, [widget, options]]);
  if (kind === 'widget-options') return bodyOf(kind, { widgets });
  return isRecord(body) ? { ...body, widgetOptions: widgets } : bodyOf(kind, { widgetOptions: widgets });
}
