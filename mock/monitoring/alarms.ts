import { hash32 } from '../random';
import type { World } from '../world';
import { estateOf, SITE_NAMES } from './estate';
import { HOST_FAILS, LINK_FAILS, outageAt } from './outages';
import { seriesOf } from './readings';

/** An alert as rules of the province's Prometheus fire it; times in epoch seconds. */
export interface Alarm {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  readonly since: number;
  readonly value: number;
}

/** Rules wait this long before they fire. */
const PATIENCE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const fingerprint = (labels: Alarm['labels']): string => {
  const text = JSON.stringify(Object.entries(labels).sort());
  return `${hash32(text, 1).toString(16).padStart(8, '0')}${hash32(text, 2).toString(16).padStart(8, '0')}`;
};

function alarm(labels: Alarm['labels'], since: number, value: number, summary: string, description: string): Alarm {
  return { fingerprint: fingerprint(labels), labels, summary, description, since, value };
}

function hostsDown(world: World, at: number): Alarm[] {
  return estateOf(world).hosts.flatMap((host) => {
    const outage = outageAt(world.seed, host.id, at - PATIENCE, HOST_FAILS);
    if (!outage || outage.to <= at) return [];
    const severity = host.site === 'dc' ? 'critical' : 'warning';
    const labels = { alertname: 'HostDown', severity, host: host.id, display: host.name, kind: host.kind, system: host.system, site: host.site, unit: host.unit };
    return [alarm(labels, outage.from + PATIENCE, 0, `${host.name} không trả lời`, `${host.name} tại ${SITE_NAMES[host.site]} không trả lời giám sát.`)];
  });
}

function linksDown(world: World, at: number): Alarm[] {
  return estateOf(world).links.flatMap((link) => {
    const outage = outageAt(world.seed, link.id, at - PATIENCE, LINK_FAILS);
    if (!outage || outage.to <= at) return [];
    const severity = link.kind === 'internet' ? 'critical' : 'warning';
    const labels = { alertname: 'LinkDown', severity, link: link.id, display: link.name, kind: link.kind, system: link.system, unit: link.unit, provider: link.provider };
    return [alarm(labels, outage.from + PATIENCE, 0, `${link.name} mất kết nối`, `Nhà cung cấp: ${link.provider}.`)];
  });
}

/** Disks above their limit: since the day began, when readings of disks change. */
function disksFull(world: World, at: number): Alarm[] {
  const hosts = new Map(estateOf(world).hosts.map((host) => [host.id, host]));
  return seriesOf(world).flatMap(({ labels, at: read }) => {
    const host = labels['__name__'] === 'noc:host_storage_percent' ? hosts.get(labels['host'] ?? '') : undefined;
    const limit = host?.kind === 'storage' ? 80 : 90;
    const value = host ? read(at) : null;
    if (!host || value === null || value < limit) return [];
    const own = { alertname: 'StorageAlmostFull', severity: 'info', host: host.id, display: host.name, kind: host.kind, system: host.system, site: host.site, unit: host.unit };
    return [alarm(own, Math.floor(at / DAY) * DAY + PATIENCE, value, `${host.name} đã dùng ${String(value).replace('.', ',')} % dung lượng`, `Ngưỡng ${limit} %.`)];
  });
}

/** Alerts that fire at a moment (epoch s), the newest first. */
export const alarmsAt = (world: World, at: number): Alarm[] => [...hostsDown(world, at), ...linksDown(world, at), ...disksFull(world, at)].sort((a, b) => b.since - a.since);

/** A pause somebody has ordered: which alerts are not to ring, and why. */
export interface Silence {
  readonly id: string;
  readonly matchers: readonly { readonly name: string; readonly value: string; readonly isRegex: boolean; readonly isEqual: boolean }[];
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly comment: string;
}

const uuid = (...key: readonly (string | number)[]): string => {
  const hex = [1, 2, 3, 4].map((part) => hash32(part, ...key).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** Silences Alertmanager still knows: works of the week, and one line or site a day. */
export function silencesAt(world: World, at: number): Silence[] {
  const today = Math.floor((at + 7 * HOUR) / DAY);
  const start = (day: number, hour: number): number => day * DAY - 7 * HOUR + hour * HOUR;
  const equal = (name: string, value: string, isRegex = false): Silence['matchers'][number] => ({ name, value, isRegex, isEqual: true });
  const monday = today - ((today + 3) % 7);
  const { links } = estateOf(world);
  const weekly: Silence = { id: uuid(world.seed, 'week', monday), matchers: [equal('kind', 'iot|backup', true)], from: start(monday, 7), to: start(monday + 7, 7), by: 'Trực vận hành', comment: 'Chờ thay thiết bị theo hợp đồng bảo hành' };
  const daily = [-3, -2, -1, 0, 1].flatMap((offset): Silence[] => {
    const day = today + offset;
    const link = links[hash32(world.seed, 'works', day) % Math.max(1, links.length)];
    if (!link) return [];
    return [{ id: uuid(world.seed, 'day', day), matchers: [equal('alertname', 'LinkDown'), equal('link', link.id)], from: start(day, 8), to: start(day, 17), by: 'Tổ mạng', comment: `Nhà mạng bảo trì ${link.name}` }];
  });
  return [weekly, ...daily];
}

export const silenceState = ({ from, to }: Silence, at: number): 'active' | 'pending' | 'expired' => (at < from ? 'pending' : at < to ? 'active' : 'expired');
