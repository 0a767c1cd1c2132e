import { agencyCode } from '@/domain/code-list';
import type { Wire } from './gateway-wire';

/** What one reader may see of what is not public; the expectation is written by hand and knows nothing of the portal's own rules. */
export interface Share {
  /** Units whose internal figures are theirs; `all`: every unit. */
  readonly units: 'all' | readonly string[];
  /** Dossiers that are overdue, without the persons. */
  readonly dossiers: boolean;
  /** Alerts, incidents and reports from the field. */
  readonly incidents: boolean;
}

/** Units of the mock province of which the tests speak. */
export interface Grounds {
  readonly department: string;
  readonly commune: string;
}

interface Dossier { readonly maHoSo: string; readonly maDonVi: string; readonly chuHoSo: string; readonly dienThoai: string }
interface Alert { readonly alert_id: string; readonly org_code: string }
interface Incident { readonly incident_id: string; readonly org_code: string }
interface Report { readonly id: string; readonly properties: { readonly unit: string } }

/** What the sources themselves hold, asked without the portal. */
export interface Truth {
  /** Names and telephone numbers of people. */
  readonly persons: readonly string[];
  /** Marks that stand for exactly one row of one unit. */
  readonly rows: readonly { readonly mark: string; readonly unit: string; readonly of: 'dossiers' | 'incidents' }[];
}

async function ask<T>(url: string): Promise<T> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url}: HTTP ${reply.status}`);
  return (await reply.json()) as T;
}

/** Asks the mock's systems for the rows of `month` (`2026-11`) that belong to somebody. */
export async function truthOf(mockUrl: string, month: string, { department, commune }: Grounds): Promise<Truth> {
  const days = `tuNgay=${month}-01&denNgay=${month}-30`;
  const dossiers = (await Promise.all([department, commune].map((unit) => ask<{ danhSach: Dossier[] }>(`${mockUrl}one-stop/api/ho-so/qua-han?donVi=${unit}&${days}`)))).flatMap(({ danhSach }) => danhSach);
  const { alerts } = await ask<{ alerts: Alert[] }>(`${mockUrl}security-centre/api/v2/alerts`);
  const { incidents } = await ask<{ incidents: Incident[] }>(`${mockUrl}security-centre/api/v2/incidents`);
  const { features } = await ask<{ features: Report[] }>(`${mockUrl}map-service/ows?service=WFS&version=2.0.0&request=GetFeature&typeNames=hientruong:suco&outputFormat=application/json&${days}`);
  return {
    persons: [...new Set(dossiers.flatMap(({ chuHoSo, dienThoai }) => [chuHoSo, dienThoai]))],
    rows: [
      ...dossiers.map(({ maHoSo, maDonVi }) => ({ mark: maHoSo, unit: maDonVi, of: 'dossiers' as const })),
      ...alerts.map(({ alert_id, org_code }) => ({ mark: alert_id, unit: agencyCode(org_code) ?? org_code, of: 'incidents' as const })),
      ...incidents.map(({ incident_id, org_code }) => ({ mark: `${incident_id}"`, unit: org_code, of: 'incidents' as const })),
      ...features.map(({ id, properties }) => ({ mark: `"${id}"`, unit: properties.unit, of: 'incidents' as const })),
    ],
  };
}

const isTheirs = ({ units, ...kinds }: Share, { unit, of }: Truth['rows'][number]): boolean => kinds[of] && (units === 'all' || units.includes(unit));

/** Marks in `texts` that this reader must not find there; empty is right. */
export function leaks(texts: readonly string[], truth: Truth, share: Share, mayReadPersons = false): string[] {
  const whole = texts.join('\n');
  return [
    ...(mayReadPersons ? [] : truth.persons.filter((mark) => whole.includes(mark))),
    ...truth.rows.filter((row) => !isTheirs(share, row) && whole.includes(row.mark)).map(({ mark, unit }) => `${mark} of ${unit}`),
  ];
}

/** Marks of the reader's own that did arrive: a test that finds no leak must also find what is theirs. */
export const own = (texts: readonly string[], truth: Truth, share: Share): number => truth.rows.filter((row) => isTheirs(share, row) && texts.some((text) => text.includes(row.mark))).length;

interface Line {
  readonly error?: { readonly kind: string; readonly dataset: string };
  readonly answer?: {
    readonly data: {
      readonly kind: string;
      readonly dimensions?: readonly { readonly id: string; readonly categories: readonly { readonly code: string }[] }[];
      readonly values?: readonly (number | null)[];
    };
  };
}

/** Lines of all answers to questions so far. */
export function answeredLines(wire: Wire): readonly Line[] {
  const texts = wire.bodies().filter(({ path }) => path === '/api/datasets/ask');
  return texts.flatMap(({ text }) => text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Line));
}

/** Units for which a figure of tasks, which are internal, was given. */
export function unitsWithTasks(lines: readonly Line[]): readonly string[] {
  const found = lines.flatMap(({ answer }) => {
    const { dimensions = [], values = [] } = answer?.data ?? {};
    const [units, metrics] = dimensions;
    if (units?.id !== 'unit' || !metrics?.categories.some(({ code }) => code === 'assigned')) return [];
    return units.categories.filter((_, at) => metrics.categories.some((_each, metric) => typeof values[at * metrics.categories.length + metric] === 'number')).map(({ code }) => code);
  });
  return [...new Set(found)].sort();
}

/** Datasets of which the reader was told that they are not theirs. */
export const deniedDatasets = (lines: readonly Line[]): readonly string[] => [...new Set(lines.flatMap(({ error }) => (error?.kind === 'denied' ? [error.dataset] : [])))].sort();
