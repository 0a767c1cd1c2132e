import type { World } from '../world';
import { hash32, pick } from '../random';
import { SYSTEMS } from '../province/systems';

/** What the operations centre watches: a machine of the data centres or the cloud. */
export interface Host {
  readonly id: string;
  readonly name: string;
  readonly kind: 'server' | 'storage' | 'hypervisor' | 'backup' | 'firewall' | 'ups' | 'cooling' | 'power' | 'vpn' | 'iot';
  /** Which system of the province it belongs to, by its id in the catalogue. */
  readonly system: string;
  readonly site: 'dc' | 'dr' | 'cloud';
  /** Who answers for it. */
  readonly unit: string;
}

/** A line between places; `receive` and `transmit` are what it carries on average, share of capacity. */
export interface Link {
  readonly id: string;
  readonly name: string;
  readonly kind: 'wan' | 'lan' | 'vpn' | 'internet';
  readonly system: string;
  readonly unit: string;
  readonly provider: string;
  readonly capacityMbps: number;
}

export interface Estate {
  readonly hosts: readonly Host[];
  readonly links: readonly Link[];
  /** The department that runs the data centre. */
  readonly keeper: string;
}

const PROVIDERS = ['VNPT', 'Viettel', 'FPT'];
export const SITE_NAMES = { dc: 'Trung tâm dữ liệu tỉnh', dr: 'Trung tâm dữ liệu dự phòng', cloud: 'Điện toán đám mây' } as const;

/** Kind, name, how many, and the system of the catalogue, by site. */
const EQUIPMENT: readonly (readonly [site: Host['site'], kind: Host['kind'], name: string, count: number, system: string])[] = [
  ['dc', 'hypervisor', 'Máy chủ ảo hóa', 8, 'trung-tam-du-lieu'], ['dc', 'server', 'Máy chủ vật lý', 6, 'may-chu-luu-tru'], ['dc', 'storage', 'Tủ đĩa lưu trữ', 3, 'may-chu-luu-tru'],
  ['dc', 'backup', 'Thiết bị sao lưu', 2, 'may-chu-luu-tru'], ['dc', 'firewall', 'Tường lửa', 2, 'trung-tam-du-lieu'], ['dc', 'ups', 'Bộ lưu điện UPS', 2, 'trung-tam-du-lieu'],
  ['dc', 'cooling', 'Điều hòa chính xác', 4, 'trung-tam-du-lieu'], ['dc', 'power', 'Tủ phân phối điện', 2, 'trung-tam-du-lieu'], ['dc', 'vpn', 'Cổng VPN', 2, 'vpn'], ['dc', 'iot', 'Cổng kết nối IoT', 2, 'nen-tang-iot'],
  ['dr', 'hypervisor', 'Máy chủ ảo hóa dự phòng', 3, 'trung-tam-du-lieu-du-phong'], ['dr', 'storage', 'Tủ đĩa dự phòng', 1, 'trung-tam-du-lieu-du-phong'], ['dr', 'ups', 'UPS dự phòng', 1, 'trung-tam-du-lieu-du-phong'],
  ['dr', 'cooling', 'Điều hòa dự phòng', 2, 'trung-tam-du-lieu-du-phong'], ['cloud', 'server', 'Nút tính toán đám mây', 6, 'dien-toan-dam-may'], ['cloud', 'storage', 'Cụm lưu trữ đám mây', 2, 'dien-toan-dam-may'],
];

const two = (at: number): string => String(at).padStart(2, '0');

function hostsOf(keeper: string): Host[] {
  const machines = EQUIPMENT.flatMap(([site, kind, name, count, system]) =>
    Array.from({ length: count }, (_, at): Host => ({ id: `${site}-${kind}-${two(at + 1)}`, name: `${name} ${two(at + 1)}`, kind, system, site, unit: keeper })));
  // Each system of the province runs on a virtual machine of its own.
  const virtual = SYSTEMS.map(({ id, name }): Host => ({ id: `vm-${id}`, name: `Máy ảo ${name}`, kind: 'server', system: 'trung-tam-du-lieu', site: 'dc', unit: keeper }));
  return [...machines, ...virtual];
}

function linksOf({ units, seed }: World, keeper: string): Link[] {
  const carrier = (id: string): string => pick(PROVIDERS, seed, 'provider', id);
  const wan = units.communes.map(({ code, fullName }): Link => ({
    id: `wan-${code}`, name: `Kênh TSLCD ${fullName}`, kind: 'wan', system: 'mang-tslcd-wan', unit: code, provider: carrier(code), capacityMbps: hash32(seed, 'capacity', code) % 4 === 0 ? 200 : 100,
  }));
  const lan = units.departments.map(({ code, fullName }): Link => ({ id: `lan-${code.replace('.', '-')}`, name: `LAN ${fullName}`, kind: 'lan', system: 'mang-lan', unit: code, provider: 'Nội bộ', capacityMbps: 1_000 }));
  const vpn = [1, 2].map((at): Link => ({ id: `vpn-${two(at)}`, name: `Kênh VPN làm việc từ xa ${at}`, kind: 'vpn', system: 'vpn', unit: keeper, provider: 'Nội bộ', capacityMbps: 500 }));
  const internet = PROVIDERS.map((provider, at): Link => ({ id: `internet-${two(at + 1)}`, name: `Kênh Internet ${provider}`, kind: 'internet', system: 'ha-tang-vien-thong', unit: keeper, provider, capacityMbps: 2_000 }));
  return [...wan, ...lan, ...vpn, ...internet];
}

const known = new WeakMap<World, Estate>();

/** All that is watched in a province; the same for every question. */
export function estateOf(world: World): Estate {
  const found = known.get(world);
  if (found) return found;
  const { departments, root } = world.units;
  // Whichever department is sixth keeps the machines; a province without departments keeps them itself.
  const keeper = departments.find(({ name }) => /KH&CN|Khoa học/.test(name))?.code ?? departments[5]?.code ?? root.code;
  const estate = { hosts: hostsOf(keeper), links: linksOf(world, keeper), keeper };
  known.set(world, estate);
  return estate;
}
