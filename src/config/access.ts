import { ANONYMOUS_ROLE, SCREEN_ROLE, type AccessRules, type ClaimRules, type Role } from '@/domain/access';
import type { Classification, Dataset } from '@/domain/dataset';
import { checkedEntries, checkedValue, type Checked } from './checked';
import { pointerOf, quote, type Report } from './config-fault';
import { entriesOf, type PackFile } from './pack-files';
import { claimRules, purposes, role } from './schema/access';

const publicRole = (id: string, vi: string, en: string): Role =>
  ({ id, name: { vi, en }, reads: [{ datasets: '*', classes: ['public'], units: 'all' }], may: [], dashboards: '*' });

const ANONYMOUS = publicRole(ANONYMOUS_ROLE, 'Người xem không đăng nhập', 'Visitor');
const SCREEN = publicRole(SCREEN_ROLE, 'Màn hình đã ghép', 'Paired screen');
const NO_CLAIMS: ClaimRules = { roleClaim: 'roles', roles: {}, unitClaim: 'unit', nameClaim: 'name', titleClaim: 'title' };

/** Where a pack says nothing of rights: what is public is for everybody, and nobody has more. */
export const PUBLIC_ACCESS: AccessRules = {
  roles: new Map([ANONYMOUS, SCREEN].map((each) => [each.id, each])), claims: NO_CLAIMS, purposes: [],
};

/** The widest that these two may ever be given: neither is a person who answers for it. */
const BOUNDS: Readonly<Record<string, { readonly least: Role; readonly classes: readonly Classification[] }>> = {
  [ANONYMOUS_ROLE]: { least: ANONYMOUS, classes: ['public'] },
  [SCREEN_ROLE]: { least: SCREEN, classes: ['public', 'internal'] },
};

interface Known {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly dashboards: ReadonlyMap<string, unknown>;
}

/**
 * Rights of a pack: `access.json` of the province over the inherited one, roles by id, claims and purposes whole. A name that leads
 * nowhere is reported and taken out, which only ever takes rights away.
 */
export function readAccess(opened: readonly PackFile[], datasets: Known['datasets'], dashboards: Known['dashboards'], report: Report): AccessRules {
  const files = opened.filter((each) => each.kind === 'access').sort((a, b) => Number(a.inherited) - Number(b.inherited));
  const [first] = files;
  if (!first) return PUBLIC_ACCESS;
  const entries = entriesOf(opened, { kind: 'access', field: 'roles', key: 'id', beside: ['claims', 'purposes'] }, report);
  const known = { datasets, dashboards };
  const roles = new Map(checkedEntries(entries, role, report).map((each) => [each.value.id, bounded(linked(each, known, report), each, report)]));
  for (const [id, { least }] of Object.entries(BOUNDS)) {
    if (roles.has(id)) continue;
    report({ code: 'required', file: first.file, pointer: '/roles', expected: `a role ${id}`, got: 'nothing' });
    roles.set(id, least);
  }
  const part = <T>(name: string, read: (found: PackFile) => T | undefined): T | undefined => {
    const found = files.find(({ fields }) => fields[name] !== undefined);
    return found && read(found);
  };
  return {
    roles,
    claims: part('claims', (found) => knownClaims(found, roles, report)) ?? NO_CLAIMS,
    purposes: part('purposes', ({ file, fields }) => checkedValue(fields['purposes'], purposes, file, ['purposes'], report)) ?? [],
  };
}

/** The role without datasets and dashboards that the pack has not. */
function linked({ value, entry: { file, path } }: Checked<Role>, known: Known, report: Report): Role {
  const only = (names: readonly string[], among: ReadonlyMap<string, unknown>, at: readonly PropertyKey[], expected: string): string[] =>
    names.filter((name, index) => {
      if (among.has(name)) return true;
      report({ code: 'unknown-ref', file, pointer: pointerOf([...path, ...at, index]), expected, got: quote(name) });
      return false;
    });
  const reads = value.reads.map((read, index) =>
    (read.datasets === '*' ? read : { ...read, datasets: only(read.datasets, known.datasets, ['reads', index, 'datasets'], 'a dataset of the pack') }));
  const dashboards = value.dashboards === '*' ? '*' : only(value.dashboards, known.dashboards, ['dashboards'], 'a dashboard of the pack');
  const { landing, ...rest } = value;
  if (landing === undefined) return { ...rest, reads, dashboards };
  if (dashboards === '*' ? known.dashboards.has(landing) : dashboards.includes(landing)) return { ...rest, reads, dashboards, landing };
  report({ code: 'unknown-ref', file, pointer: pointerOf([...path, 'landing']), expected: 'a dashboard of this role', got: quote(landing) });
  return { ...rest, reads, dashboards };
}

/** Visitors and screens keep the least role where the pack would give them more than is ever theirs. */
function bounded(given: Role, { entry: { file, path } }: Checked<Role>, report: Report): Role {
  const bound = Object.hasOwn(BOUNDS, given.id) ? BOUNDS[given.id] : undefined;
  if (!bound || (given.may.length === 0 && given.reads.every((read) => read.classes.every((each) => bound.classes.includes(each))))) return given;
  report({ code: 'contradiction', file, pointer: pointerOf(path), expected: `${bound.classes.join(', ')} to read and nothing to do`, got: quote(given.id) });
  return bound.least;
}

function knownClaims({ file, fields }: PackFile, roles: AccessRules['roles'], report: Report): ClaimRules | undefined {
  const given = checkedValue(fields['claims'], claimRules, file, ['claims'], report);
  const words = Object.entries(given?.roles ?? {}).filter(([word, id]) => {
    if (roles.has(id) && !Object.hasOwn(BOUNDS, id)) return true;
    report({ code: 'unknown-ref', file, pointer: pointerOf(['claims', 'roles', word]), expected: 'a role of a person', got: quote(id) });
    return false;
  });
  return given && { ...given, roles: Object.fromEntries(words) };
}
