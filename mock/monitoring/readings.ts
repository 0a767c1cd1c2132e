import { between, noise } from '../random';
import type { World } from '../world';
import { estateOf, SITE_NAMES, type Host, type Link } from './estate';
import { DEVICES } from './devices';
import { HOST_FAILS, LINK_FAILS, outageAt } from './outages';

/** A series as Prometheus keeps it: labels with its name, and its value at a moment (epoch s); null where there was no sample. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: (seconds: number) => number | null;
}

const DAY = 86_400;
/** Readings hold for this long. */
const STEP = 300;
/** 0 at night, 1 in the middle of the working day in Vietnam. */
const busyness = (seconds: number): number => (1 - Math.cos((2 * Math.PI * (seconds + 7 * 3_600 - 2 * 3_600)) / DAY)) / 2;

/** A share in percent that follows the day, around a level of its own. */
function share(seed: number, what: string, id: string, low: number, high: number, seconds: number): number {
  const level = between(low, high, seed, what, id);
  const moved = level + 14 * (busyness(seconds) - 0.5) + 3 * noise(seed, what, id, Math.floor(seconds / STEP));
  return Math.round(Math.min(99.5, Math.max(1, moved)) * 10) / 10;
}

/** How full disks are: they fill by a hair a day and are cleared twice a month. */
function filled(seed: number, id: string, seconds: number): number {
  const day = Math.floor(seconds / DAY);
  return Math.round(Math.min(98.5, between(38, 84, seed, 'disk', id) + ((day + (seed % 7)) % 15) * 0.55) * 10) / 10;
}

/** Bytes since 2026 began: a sum that only grows, since what swings around the mean is smaller than the mean. */
function bytesBy(meanMbps: number, phase: number, seconds: number): number {
  const since = seconds - Date.UTC(2026, 0, 1) / 1000;
  const swing = (0.6 * DAY) / (2 * Math.PI);
  return Math.round((meanMbps * 125_000) * (since + swing * (1 - Math.cos((2 * Math.PI * (since + phase)) / DAY))));
}

const named = (name: string, labels: Record<string, string>, at: Series['at']): Series => ({ labels: { __name__: name, ...labels }, at });

function ofHost(seed: number, host: Host): Series[] {
  const labels = { host: host.id, display: host.name, kind: host.kind, system: host.system, site: host.site, unit: host.unit };
  const own = { host: host.id, system: host.system, site: host.site };
  const down = (at: number): number | null => outageAt(seed, host.id, at, HOST_FAILS)?.from ?? null;
  const whileUp = (read: (at: number) => number) => (at: number): number | null => (down(at) === null ? read(at) : null);
  const computes = ['server', 'hypervisor', 'storage', 'backup', 'firewall', 'vpn', 'iot'].includes(host.kind);
  const loads: Series[] = computes
    ? [
        named('noc:host_cpu_percent', own, whileUp((at) => share(seed, 'cpu', host.id, 15, 72, at))),
        named('noc:host_memory_percent', own, whileUp((at) => share(seed, 'memory', host.id, 35, 82, at))),
        named('noc:host_storage_percent', own, whileUp((at) => filled(seed, host.id, at))),
        named('noc:host_limit_percent', own, () => (host.kind === 'storage' ? 80 : 90)),
      ]
    : [];
  return [named('noc:host_up', labels, (at) => (down(at) === null ? 1 : 0)), named('noc:host_down_since_seconds', own, down), ...loads];
}

/** What a line carries on average, share of its capacity. */
const meanShare = (seed: number, link: Link, way: string): number => between(0.08, 0.62, seed, way, link.id);

function ofLink(seed: number, link: Link): Series[] {
  const labels = { link: link.id, display: link.name, kind: link.kind, system: link.system, unit: link.unit, provider: link.provider };
  const own = { link: link.id, kind: link.kind, unit: link.unit };
  const down = (at: number): number | null => outageAt(seed, link.id, at, LINK_FAILS)?.from ?? null;
  const whileUp = (read: (at: number) => number) => (at: number): number | null => (down(at) === null ? read(at) : null);
  const counter = (way: string) => whileUp((at) => bytesBy(link.capacityMbps * meanShare(seed, link, way), between(0, 4 * 3_600, seed, link.id) - 8 * 3_600, at));
  const latency = link.kind === 'lan' ? 1 : between(4, 22, seed, 'latency', link.id);
  return [
    named('noc:link_up', labels, (at) => (down(at) === null ? 1 : 0)),
    named('noc:link_down_since_seconds', own, down),
    named('noc:link_capacity_mbps', own, () => link.capacityMbps),
    named('noc:link_use_percent', own, whileUp((at) => share(seed, 'use', link.id, 12, 70, at))),
    named('noc:link_limit_percent', own, () => 85),
    named('noc:link_latency_ms', own, whileUp((at) => Math.round(latency * (1 + 0.3 * busyness(at)) * 10) / 10)),
    named('noc:link_loss_percent', own, whileUp((at) => Math.round(Math.max(0, 0.15 + 0.2 * noise(seed, 'loss', link.id, Math.floor(at / STEP))) * 100) / 100)),
    named('noc_link_receive_bytes_total', own, counter('receive')),
    named('noc_link_transmit_bytes_total', own, counter('transmit')),
  ];
}

/** Rooms: temperature, humidity, power and how much of it reaches the machines, UPS. */
function ofRooms(seed: number): Series[] {
  return (['dc', 'dr'] as const).flatMap((site) => {
    const labels = { site, display: SITE_NAMES[site] };
    const wobble = (what: string, at: number, size: number): number => Math.round(size * noise(seed, what, site, Math.floor(at / STEP)) * 100) / 100;
    const load = site === 'dc' ? 118 : 34;
    const power = (at: number): number => Math.round((load * (0.9 + 0.18 * busyness(at)) + wobble('power', at, 1)) * 10) / 10;
    const pue = (at: number): number => Math.round((1.58 + 0.07 * busyness(at) + wobble('pue', at, 0.01)) * 100) / 100;
    return [
      named('noc:room_temperature_celsius', labels, (at) => Math.round((22.4 + 1.6 * busyness(at) + wobble('heat', at, 0.3)) * 10) / 10),
      named('noc:room_humidity_percent', labels, (at) => Math.round(48 + wobble('damp', at, 2))),
      named('noc:room_power_kw', labels, (at) => Math.round(power(at) * pue(at) * 10) / 10),
      named('noc:room_it_power_kw', labels, power),
      named('noc:room_pue', labels, pue),
      named('noc:room_ups_load_percent', labels, (at) => Math.round((power(at) / (site === 'dc' ? 200 : 60)) * 1000) / 10),
      named('noc:room_ups_runtime_minutes', labels, (at) => Math.round((site === 'dc' ? 2_900 : 1_250) / power(at))),
    ];
  });
}

/** Shares that change by the month: IPv6 and mobile coverage; sensors that report. */
function ofReach(world: World): Series[] {
  const { seed } = world;
  const month = (at: number): number => (at - Date.UTC(2026, 0, 1) / 1000) / (30.4 * DAY);
  const sites = world.units.communes.length + world.units.departments.length;
  const grown = (low: number, pace: number) => (at: number): number => Math.round(Math.min(99.9, low + pace * month(at)) * 10) / 10;
  return [
    named('noc:ipv6_sites', {}, () => sites),
    named('noc:ipv6_sites_ready', {}, (at) => Math.min(sites, Math.floor(sites * (0.62 + 0.02 * Math.max(0, month(at)))))),
    named('noc:ipv6_traffic_percent', {}, grown(between(48, 58, seed, 'ipv6'), 0.7)),
    named('noc:mobile_4g_percent', {}, grown(98.6, 0.05)),
    named('noc:mobile_5g_percent', {}, grown(between(28, 36, seed, '5g'), 1.1)),
    named('noc:villages_fibre_percent', {}, grown(94.2, 0.3)),
    named('noc:iot_sensors', {}, () => 1_240),
    named('noc:iot_sensors_online', {}, (at) => 1_240 - Math.round(between(18, 60, seed, 'iot', Math.floor(at / 3_600)))),
  ];
}

/** What is counted without being watched one by one: how many there are, and how many report. */
const ofDevices = ({ seed }: World): Series[] => DEVICES.flatMap(([system, count, offline]) => [
  named('noc:devices', { system }, () => count),
  named('noc:devices_online', { system }, (at) => count - Math.round(between(0, 2 * offline * count, seed, 'devices', system, Math.floor(at / 3_600)))),
]);

/** How each system of the catalogue stands: parts, parts that are up, and their share. */
function ofSystems(parts: readonly Series[]): Series[] {
  const bySystem = new Map<string, Series[]>();
  for (const series of parts) if (/^noc:(?:host|link)_up$/.test(series.labels['__name__'] ?? '')) bySystem.set(series.labels['system'] ?? '', [...(bySystem.get(series.labels['system'] ?? '') ?? []), series]);
  return [...bySystem].flatMap(([system, members]) => {
    const up = (at: number): number => members.reduce((sum, member) => sum + (member.at(at) ?? 0), 0);
    return [
      named('noc:system_parts', { system }, () => members.length),
      named('noc:system_parts_up', { system }, up),
      named('noc:system_up_percent', { system }, (at) => Math.round((1000 * up(at)) / members.length) / 10),
    ];
  });
}

const known = new WeakMap<World, readonly Series[]>();

/** Every series of the province's monitoring. */
export function seriesOf(world: World): readonly Series[] {
  const found = known.get(world);
  if (found) return found;
  const { hosts, links } = estateOf(world);
  const parts = [...hosts.flatMap((host) => ofHost(world.seed, host)), ...links.flatMap((link) => ofLink(world.seed, link))];
  const all = [...parts, ...ofRooms(world.seed), ...ofReach(world), ...ofDevices(world), ...ofSystems(parts)];
  known.set(world, all);
  return all;
}
