import { between, chance, hash32, noise } from '../random';
import type { MockUnit } from '../province/units';
import type { World } from '../world';
import { outageAt } from './outages';

interface Tag {
  readonly tag: string;
  readonly value: string;
}
export interface OfficeHost {
  readonly hostid: string;
  readonly host: string;
  readonly name: string;
}
/** An office as Zabbix knows it: one host for the devices of a unit. */
export interface Office {
  readonly unit: MockUnit;
  readonly host: OfficeHost;
  readonly tags: readonly Tag[];
  readonly computers: number;
}

/** Something measured; `read` is null where it was never measured. Times in epoch seconds. */
export interface Item {
  readonly id: string;
  readonly hostid: string;
  readonly host: OfficeHost;
  readonly name: string;
  readonly key: string;
  readonly units: string;
  readonly tags: readonly Tag[];
  readonly read: (at: number) => number | null;
}

/** Severity as Zabbix counts it: 2 warning, 3 average, 4 high. */
export interface Problem {
  readonly id: string;
  readonly trigger: string;
  readonly name: string;
  readonly severity: 2 | 3 | 4;
  readonly since: number;
  readonly until: number;
  readonly acknowledged: boolean;
  readonly host: OfficeHost;
  readonly tags: readonly Tag[];
}

/** Network devices of each department. */
export const OFFICE_SWITCHES = 2;
const SWITCH_FAILS = 0.04;
const DEVICE_FAILS = 0.02;
const HOUR = 3_600;

const known = new WeakMap<World, readonly Office[]>();

export function officesOf(world: World): readonly Office[] {
  const found = known.get(world);
  if (found) return found;
  const offices = [...world.units.departments, ...world.units.communes].map((unit, at): Office => ({
    unit,
    host: { hostid: String(10_600 + at), host: `dau-cuoi-${unit.code.replace('.', '-')}`, name: `Thiết bị đầu cuối ${unit.fullName}` },
    tags: [{ tag: 'unit', value: unit.code }, { tag: 'system', value: 'thiet-bi-dau-cuoi' }],
    computers: Math.round(unit.level === 'department' ? between(70, 260, world.seed, 'computers', unit.code) : between(28, 60, world.seed, 'computers', unit.code)),
  }));
  known.set(world, offices);
  return offices;
}

/** How many of something are at work: most by day, few by night. */
function atWork(world: World, { unit, computers }: Office, at: number): number {
  const hour = ((at + 7 * HOUR) / HOUR) % 24;
  const busy = hour >= 7 && hour < 17.5 ? 0.93 : 0.12;
  return Math.max(0, Math.min(computers, Math.round(computers * (busy + 0.03 * noise(world.seed, 'online', unit.code, Math.floor(at / 1_800))))));
}

export function itemsOf(world: World): Item[] {
  return officesOf(world).flatMap((office, at) => {
    const { unit, host, tags, computers } = office;
    const share = between(0.86, 0.99, world.seed, 'antivirus', unit.code);
    const item = (order: number, name: string, key: string, read: Item['read']): Item => ({ id: String(40_000 + at * 10 + order), hostid: host.hostid, host, name, key, units: '', tags, read });
    return [
      item(0, 'Số máy tính', 'devices.computers', () => computers),
      item(1, 'Số máy tính đang hoạt động', 'devices.computers.online', (when) => atWork(world, office, when)),
      item(2, 'Số máy tính có phần mềm phòng chống mã độc', 'devices.computers.protected', () => Math.round(computers * share)),
      item(3, 'Số máy in, máy quét', 'devices.printers', () => (chance(world.seed, 'unknown', unit.code) < 0.02 ? null : Math.round(computers * 0.22))),
    ];
  });
}

function problemOf(world: World, office: Office, what: string, name: string, severity: Problem['severity'], system: string, often: number, at: number): Problem[] {
  // Those that ended within the last day are still told of as events.
  const outage = outageAt(world.seed, what, at, often) ?? outageAt(world.seed, what, at - 12 * HOUR, often);
  if (!outage) return [];
  return [{
    id: String(1_000_000 + (hash32(what, outage.from) % 900_000)), trigger: String(20_000 + (hash32(what) % 9_000)), name, severity,
    since: outage.from, until: outage.to, acknowledged: chance('seen', what, outage.from) < 0.6 && at > outage.from + HOUR, host: office.host,
    tags: [{ tag: 'unit', value: office.unit.code }, { tag: 'system', value: system }, { tag: 'device', value: what }],
  }];
}

/** Problems that are open at a moment (epoch s) or ended within the last half day, the newest first. */
export function problemsAt(world: World, at: number): Problem[] {
  return officesOf(world).flatMap((office) => {
    const { code, name, level } = office.unit;
    const switches = Array.from({ length: level === 'department' ? OFFICE_SWITCHES : 0 }, (_, n) => n + 1);
    const id = code.replace('.', '-');
    return [
      ...switches.flatMap((n) => problemOf(world, office, `sw-${id}-${n}`, `Thiết bị chuyển mạch ${n} của ${name} không trả lời`, 4, 'mang-lan', SWITCH_FAILS, at)),
      ...problemOf(world, office, `may-in-${id}`, `Máy in dùng chung của ${name} báo lỗi`, 2, 'thiet-bi-dau-cuoi', DEVICE_FAILS, at),
      ...problemOf(world, office, `diet-ma-doc-${id}`, `Máy tính của ${name} chưa cập nhật phòng chống mã độc`, 3, 'thiet-bi-dau-cuoi', DEVICE_FAILS, at),
    ];
  }).sort((a, b) => b.since - a.since);
}
