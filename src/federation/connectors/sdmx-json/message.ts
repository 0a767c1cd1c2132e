import { refuse } from '../../fault';
import { codeAt, labelAt } from '../../normalise/common-parts';
import { listAt, objectAt, wholeAt, type Keyed } from '../../shape';

/** A dimension or an attribute, with the values that indices lead into. */
export interface Component {
  readonly id: string;
  readonly label: string;
  readonly values: readonly { readonly code: string; readonly label: string }[];
  /** What stands where an attribute is not given. */
  readonly fallback: string | undefined;
  readonly pointer: string;
}
export interface ByLevel {
  readonly dataSet: readonly Component[];
  readonly series: readonly Component[];
  readonly observation: readonly Component[];
}

/** The one data set of a message and the structure that explains its indices. */
export interface Message {
  readonly dimensions: ByLevel;
  readonly attributes: ByLevel;
  /** Position of the value in an observation, and of its first attribute. */
  readonly valueAt: number;
  readonly attributesFrom: number;
  readonly dataSet: Keyed;
  /** Where the structure stands, and the data set. */
  readonly structureAt: string;
  readonly at: string;
}

/** Attributes that say what a number is; elsewhere than on the levels read here they are refused and not passed over. */
export const READ_ATTRIBUTES: readonly string[] = ['OBS_STATUS', 'UNIT_MULT', 'DECIMALS', 'UNIT_MEASURE'];

const textOf = (value: unknown, pointer: string): string => codeAt(typeof value === 'number' ? String(value) : value, pointer);
const nameOf = (parts: Keyed, otherwise: string, pointer: string): string => (typeof parts['name'] === 'string' ? labelAt(parts['name'], `${pointer}/name`) : otherwise);

function componentAt(value: unknown, pointer: string): Component {
  const parts = objectAt(value, pointer);
  const id = codeAt(parts['id'], `${pointer}/id`);
  const values = listAt(parts['values'] ?? [], `${pointer}/values`).map((each, v) => {
    const at = `${pointer}/values/${v}`;
    const entry = objectAt(each, at);
    const code = textOf(entry['id'] ?? entry['value'] ?? entry['name'], `${at}/id`);
    return { code, label: nameOf(entry, code, at) };
  });
  const fallback = parts['default'] ?? undefined;
  return { id, label: nameOf(parts, id, pointer), values, fallback: fallback === undefined ? undefined : textOf(fallback, `${pointer}/default`), pointer };
}

function byLevel(value: unknown, pointer: string): ByLevel {
  const parts = objectAt(value, pointer);
  const level = (name: string): Component[] => listAt(parts[name] ?? [], `${pointer}/${name}`).map((each, at) => componentAt(each, `${pointer}/${name}/${at}`));
  const stray = level('dimensionGroup').find(({ id }) => READ_ATTRIBUTES.includes(id));
  if (stray) refuse('malformed', stray.pointer, `${stray.id} of the data set, its series or observations`, stray.id);
  return { dataSet: level('dataSet'), series: level('series'), observation: level('observation') };
}

function checkDimensions({ dataSet, series, observation }: ByLevel, pointer: string): void {
  const all = [...dataSet, ...series, ...observation];
  if (new Set(all.map(({ id }) => id)).size !== all.length || all.length === 0) refuse('malformed', pointer, 'each dimension once', all.map(({ id }) => id).join(', '));
  for (const { values, pointer: at } of all) if (new Set(values.map(({ code }) => code)).size !== values.length) refuse('malformed', `${at}/values`, 'each code once', values);
  for (const { values, pointer: at } of dataSet) if (values.length !== 1) refuse('malformed', `${at}/values`, 'one value', values);
}

/** Of several measures (2.0) the one called OBS_VALUE is read. */
function measuresOf(structure: Keyed, at: string): Pick<Message, 'valueAt' | 'attributesFrom'> {
  if (structure['measures'] === undefined) return { valueAt: 0, attributesFrom: 1 };
  const measures = byLevel(structure['measures'], `${at}/measures`).observation;
  const valueAt = measures.length === 1 ? 0 : measures.findIndex(({ id }) => id === 'OBS_VALUE');
  return valueAt >= 0 ? { valueAt, attributesFrom: measures.length } : refuse('malformed', `${at}/measures/observation`, 'the measure OBS_VALUE', measures);
}

/** Reads the frame of a message, 1.0 (`structure`) or 2.0 (`structures`). */
export function readMessage(payload: unknown): Message {
  const root = objectAt(payload, '');
  const failures = root['errors'];
  if (Array.isArray(failures) && failures.length > 0) refuse('source-error', '/errors/0', 'an answer without failure', objectAt(failures[0], '/errors/0')['title'] ?? failures[0]);
  const body = objectAt(root['data'], '/data');
  const sets = listAt(body['dataSets'], '/data/dataSets');
  if (sets.length !== 1) refuse('malformed', '/data/dataSets', 'one data set', sets);
  const dataSet = objectAt(sets[0], '/data/dataSets/0');
  if (dataSet['action'] === 'Delete') refuse('malformed', '/data/dataSets/0/action', 'figures that stand', 'Delete');
  const structures = body['structures'] === undefined ? null : listAt(body['structures'], '/data/structures');
  const which = structures ? wholeAt(dataSet['structure'] ?? 0, '/data/dataSets/0/structure', 0, structures.length - 1) : 0;
  const structureAt = structures ? `/data/structures/${which}` : '/data/structure';
  const structure = objectAt(structures ? structures[which] : body['structure'], structureAt);
  const dimensions = byLevel(structure['dimensions'], `${structureAt}/dimensions`);
  checkDimensions(dimensions, `${structureAt}/dimensions`);
  return { dimensions, attributes: byLevel(structure['attributes'] ?? {}, `${structureAt}/attributes`), ...measuresOf(structure, structureAt), dataSet, structureAt, at: '/data/dataSets/0' };
}
