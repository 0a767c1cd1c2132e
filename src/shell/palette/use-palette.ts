import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { civilDate } from '@/domain/civil';
import { useFavourites } from '@/dashboards/favourites';
import type { Instant } from '@/domain/time';
import { useLibrary } from '../dashboards/use-library';
import { useShell } from '../shell-context';
import { usePreferences } from '../stores/preferences';
import type { Theme } from '../stores/preferences';
import { useSession } from '../stores/session';
import type { Words } from '../use-words';
import type { Entry, EntryKind } from './find-entries';
import { addedActions } from './palette';

/** An entry and what choosing it does. */
export interface PaletteEntry extends Entry {
  run(): unknown;
}

export interface PaletteContent {
  readonly entries: ComputedRef<readonly PaletteEntry[]>;
  readonly favourites: ReturnType<typeof useFavourites>;
}

const THEMES: readonly Theme[] = ['light', 'dark', 'wall'];

/** Everything that can be opened or done from here by whoever looks; rights are the page's, and the gateway's again. */
export function usePalette(words: Words, now: () => Instant): PaletteContent {
  const shell = useShell();
  const router = useRouter();
  const route = useRoute();
  const favourites = useFavourites();
  const library = useLibrary(() => favourites.list.value);
  const actions = usePaletteActions(words);
  const go = (path: string, query: { readonly [name: string]: string } = {}) => () => router.push({ path, query });
  const kind = (of: EntryKind): string => words.t(`kind.${of}`);

  const dashboards = computed(() => library.entries.value.map(({ id, title, audience }): PaletteEntry => ({ id: `dashboard:${id}`, kind: 'dashboard', title: title[words.language], hint: kind('dashboard'), also: [title.vi, title.en, audience?.[words.language] ?? ''].join(' '), run: go(`/dashboards/${id}`) })));
  const indicators = computed(() => [...shell.province.indicators.values()].map(({ id, name, shortName }): PaletteEntry => ({
    id: `indicator:${id}`, kind: 'indicator', title: name[words.language], hint: kind('indicator'), also: [name.vi, name.en, shortName.vi, ...(shell.province.vocabulary?.indicators.get(id) ?? [])].join(' '), run: go(`/indicators/${id}`),
  })));
  // A unit is looked at on the page that is open where that is a dashboard, else on the province's first.
  const units = computed(() => shell.province.units.treeAt(civilDate(now())).units.map(({ code, fullName }): PaletteEntry => ({
    id: `unit:${code}`, kind: 'unit', title: fullName, hint: kind('unit'), also: code,
    run: () => router.push({ path: route.name === 'dashboard' ? route.path : `/dashboards/${shell.province.defaults.dashboard}`, query: { ...(route.name === 'dashboard' ? route.query : {}), unit: code } }),
  })));
  const systems = computed(() => [...shell.province.systems.values()].map(({ id, name }): PaletteEntry => ({ id: `system:${id}`, kind: 'system', title: name[words.language], hint: kind('system'), also: name.vi, run: go(`/systems/${id}`) })));
  return { favourites, entries: computed(() => [...dashboards.value, ...actions.value, ...indicators.value, ...units.value, ...systems.value]) };
}

function usePaletteActions(words: Words): ComputedRef<readonly PaletteEntry[]> {
  const shell = useShell();
  const session = useSession();
  const preferences = usePreferences();
  const router = useRouter();
  const route = useRoute();
  const action = (id: string, title: string, run: () => unknown): PaletteEntry => ({ id: `action:${id}`, kind: 'action', title, hint: words.t('kind.action'), also: '', run });
  const place = (id: string, path: string, offered: boolean): readonly PaletteEntry[] => (offered ? [action(id, words.t(`do.${id}`), () => router.push(path))] : []);
  /** A choice made here wins over one left in the address. */
  const choose = (choice: Parameters<typeof preferences.choose>[0], name: 'theme' | 'lang') => () => {
    preferences.choose(choice);
    const { [name]: _dropped, ...query } = route.query;
    return router.replace({ query });
  };
  return computed(() => [
    ...addedActions().map(({ id, title, also, run }): PaletteEntry => ({ ...action(id, title[words.language], run), also: also ?? '' })),
    ...place('library', '/dashboards', true),
    ...(route.name === 'dashboard' && session.may('dashboard.edit') ? [action('edit', words.t('do.edit'), () => router.push({ path: `${route.path}/edit`, query: route.query }))] : []),
    ...place('new', '/dashboards?new=1', session.person !== null),
    action('copy', words.t('do.copy'), () => navigator.clipboard.writeText(location.href)),
    action('refresh', words.t('do.refresh'), () => shell.queries.refetchAll()),
    ...place('indicators', '/indicators', true), ...place('systems', '/systems', true),
    ...place('reports', '/reports', session.person !== null), ...place('report-new', '/reports/new', session.may('report.write')), ...place('duties', '/reports/duties', session.may('report.write') || session.may('report.approve')),
    ...place('wall', '/wall', session.may('screen.command')), ...place('uploads', '/data/uploads', session.may('dataset.load')),
    ...place('people', '/admin/people', session.may('people.read')), ...place('sources', '/admin/sources', session.may('operate')),
    ...THEMES.map((theme) => action(`theme-${theme}`, words.t('do.theme', { name: words.t(`page.theme.${theme}`) }), choose({ theme }, 'theme'))),
    ...(['vi', 'en'] as const).map((language) => action(`language-${language}`, words.t('do.language', { name: new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language }), choose({ language }, 'lang'))),
  ]);
}
