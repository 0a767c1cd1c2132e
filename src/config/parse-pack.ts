import type { DossierStateMapping } from '@/domain/form-06/types';
import type { IndexTable } from '@/domain/index-766/types';
import { readAccess } from './access';
import { checkedEntries, checkedValue, toleratedValue } from './checked';
import { pointerOf, quote } from './config-fault';
import type { PackFault, Report } from './config-fault';
import type { Dashboard } from './dashboard';
import { readDashboards } from './dashboards';
import { contentOf, entriesOf, openFile, openFiles } from './pack-files';
import type { PackFile } from './pack-files';
import type { Province } from './province';
import { linkedDatasets, linkedIndicators, linkedLayers, linkedSystems } from './references';
import { dossierStates } from './schema/dossier-states';
import { indexTable } from './schema/index-table';
import { mapLayer } from './schema/map-layer';
import { indicator } from './schema/indicator';
import { provinceFile } from './schema/province';
import type { ProvinceFile } from './schema/province';
import { dataset, source } from './schema/source';
import { codeList, foundingDocument, systemCard } from './schema/system-card';
import { extensionManifest, mediaPlace, widgetOptions } from './schema/widgets';
import { indicatorTargets } from './schema/targets';
import { readReportTemplates } from './report-templates';
import { readScenes } from './scenes';
import { readUnitRows, soundRegistry } from './unit-rows';
import { readVocabulary } from './vocabulary';
import { readWorkingDays } from './working-days';

/** What a pack came to. Parts that are wrong are named in `faults` and left out; the rest starts. */
export interface PackReading {
  /** Null where nothing can start: no readable `province.json` or units, or a file from a newer version of the portal. */
  readonly province: Province | null;
  readonly faults: readonly PackFault[];
}

const PROVINCE_FILE = 'province.json';

/**
 * The one door of configuration: texts of a pack's files by path → a province. Paths are those of the province's folder; files of
 * the pack that it `extends` stand under that pack's id: `base/indicators.json`. Pure; never throws.
 */
export function parsePack(files: Readonly<Record<string, unknown>>): PackReading {
  const faults: PackFault[] = [];
  const report: Report = (fault) => void faults.push(fault);
  return { province: readProvince(files, report, faults), faults };
}

function readProvince(files: Readonly<Record<string, unknown>>, report: Report, faults: readonly PackFault[]): Province | null {
  if (!Object.hasOwn(files, PROVINCE_FILE)) return missingFile(PROVINCE_FILE, report);
  const own = openFile(PROVINCE_FILE, 'province', false, files[PROVINCE_FILE], report);
  const head = own && toleratedValue(contentOf(own), provinceFile, PROVINCE_FILE, report);
  if (!head) return null;

  const opened = openFiles(files, head.extends, report);
  const units = readUnits(opened, head, report);
  // A newer file may mean anything; only a dashboard, a scene or a report template can be missed without the rest changing its sense.
  const newer = faults.some((fault) => fault.code === 'version-newer' && !/(?:^|\/)(?:dashboards|scenes|reports)\//.test(fault.file));
  if (!units || newer) return null;

  const list = (kind: PackFile['kind'], field: string = kind, key = 'id') => entriesOf(opened, { kind, field, key }, report);
  const sources = new Map(checkedEntries(list('sources'), source, report).map(({ value }) => [value.id, value]));
  const datasets = linkedDatasets(checkedEntries(list('datasets'), dataset, report), sources, report);
  const targets = checkedEntries(list('targets', 'targets', 'indicator'), indicatorTargets, report);
  const tables = checkedEntries(list('index-766', 'tables', 'version'), indexTable, report).map(({ value }) => value);
  const dashboards = readDashboards(opened, units, report);
  return {
    id: head.id, name: head.name, unit: head.unit, sampleData: head.sampleData, map: checkedMap(head, datasets, report),
    mapLayers: linkedLayers(checkedEntries(list('layers'), mapLayer, report), sources, report),
    ...(head.agency === undefined ? {} : { agency: head.agency }),
    units, sources, datasets,
    indicators: linkedIndicators(checkedEntries(list('indicators'), indicator, report), targets, datasets, report),
    systems: linkedSystems(checkedEntries(entriesOf(opened, { kind: 'systems', field: 'systems', key: 'id', beside: ['documents'] }, report), systemCard, report), datasets, report),
    foundingDocuments: checkedEntries(entriesOf(opened, { kind: 'systems', field: 'documents', key: 'id', beside: ['systems'] }, report), foundingDocument, report).map(({ value }) => value),
    codeLists: checkedEntries(list('categories', 'lists', 'key'), codeList, report).map(({ value: { key: _key, ...list } }) => list),
    extensions: new Map(checkedEntries(entriesOf(opened, { kind: 'widgets', field: 'widgets', key: 'id', beside: ['media', 'options'] }, report), extensionManifest, report).map(({ value }) => [value.id, value])),
    media: new Map(checkedEntries(entriesOf(opened, { kind: 'widgets', field: 'media', key: 'id', beside: ['widgets', 'options'] }, report), mediaPlace, report).map(({ value }) => [value.id, value])),
    widgetOptions: { national: readWidgetOptions(opened, true, report), province: readWidgetOptions(opened, false, report) },
    indexTables: tables.sort(newestFirst),
    dossierStates: readDossierStates(opened, report),
    access: readAccess(opened, datasets, dashboards, report),
    scenes: readScenes(opened, report),
    reportTemplates: readReportTemplates(opened, report),
    vocabulary: readVocabulary(opened, report),
    workingDays: readWorkingDays(opened, report),
    ...offered(head, dashboards, report),
  };
}

const newestFirst = (a: IndexTable, b: IndexTable): number => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0);

function missingFile(file: string, report: Report): null {
  report({ code: 'config-missing', file, pointer: '', expected: 'the file', got: 'nothing' });
  return null;
}

/** The file of a kind that counts: the province's own, else the inherited one. */
const counting = (opened: readonly PackFile[], kind: PackFile['kind']): PackFile | undefined =>
  opened.find((each) => each.kind === kind && !each.inherited) ?? opened.find((each) => each.kind === kind);

/** `source` says where the facts are from. */
const UNIT_FIELDS: readonly string[] = ['units', 'source', 'note'];

function readUnits(opened: readonly PackFile[], head: ProvinceFile, report: Report): Province['units'] | null {
  const found = counting(opened, 'units');
  if (!found) return missingFile('units.json', report);
  for (const name of Object.keys(found.fields)) {
    if (!UNIT_FIELDS.includes(name)) report({ code: 'unknown-field', file: found.file, pointer: pointerOf([name]), expected: UNIT_FIELDS.join(', '), got: quote(name) });
  }
  const registry = soundRegistry(found.file, readUnitRows(found.file, found.fields['units'], report), report);
  if (!registry) return null;
  if (registry.all.some((unit) => unit.code === head.unit && unit.validTo === null)) return registry;
  report({ code: 'unknown-ref', file: PROVINCE_FILE, pointer: '/unit', expected: 'a unit that lives today', got: quote(head.unit) });
  return null;
}

function readDossierStates(opened: readonly PackFile[], report: Report): DossierStateMapping {
  const found = counting(opened, 'form-06');
  if (!found) missingFile('form-06.json', report);
  return (found && checkedValue(contentOf(found), dossierStates, found.file, [], report)) ?? { version: '', states: [] };
}

/** Of one layer. One widget's part stands or falls with the whole: an administrator sees it at the first start. */
function readWidgetOptions(opened: readonly PackFile[], inherited: boolean, report: Report): Province['widgetOptions']['province'] {
  const found = opened.find((each) => each.kind === 'widgets' && each.inherited === inherited);
  const raw = found?.fields['options'];
  return (found && raw !== undefined ? checkedValue(raw, widgetOptions, found.file, ['options'], report) : undefined) ?? {};
}

function checkedMap({ map }: ProvinceFile, datasets: Province['datasets'], report: Report): Province['map'] {
  const shape = datasets.get(map.areasDataset)?.shape;
  if (shape !== 'features') {
    report({ code: shape ? 'contradiction' : 'unknown-ref', file: PROVINCE_FILE, pointer: '/map/areasDataset', expected: 'a dataset of shape features', got: quote(map.areasDataset) });
  }
  return map;
}

/** Dashboards in the order the province offers them, and a default that exists. */
function offered(head: ProvinceFile, all: ReadonlyMap<string, Dashboard>, report: Report): Pick<Province, 'dashboards' | 'defaults'> {
  const { defaults } = head;
  const unknown = (id: string, pointer: string): void =>
    report({ code: 'unknown-ref', file: PROVINCE_FILE, pointer, expected: 'a dashboard of the pack', got: quote(id) });
  const order = head.dashboards ?? [...all.keys()].sort((a, b) => Number(b === defaults.dashboard) - Number(a === defaults.dashboard));
  const dashboards = order.flatMap((id, index) => {
    const found = all.get(id);
    if (!found) unknown(id, `/dashboards/${index}`);
    return found ?? [];
  });
  if (dashboards.some((each) => each.id === defaults.dashboard)) return { dashboards, defaults };
  unknown(defaults.dashboard, '/defaults/dashboard');
  return { dashboards, defaults: { ...defaults, dashboard: dashboards[0]?.id ?? '' } };
}
