import type { FaultPlaces, MockReply } from '../http/system';
import type { Scenario } from './names';

/** Share of the rows that a partial answer still has. */
const KEPT = 0.6;
const TIMES_GIVEN = 3;

type Change = (key: string, value: unknown) => readonly [key: string, value: unknown];

/** A copy of a JSON value in which every member of every object went through `change`, outer members first. */
function rewrite(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => rewrite(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    const [newKey, newValue] = change(key, inner);
    return [newKey, rewrite(newValue, change)];
  }));
}

/** Multiplies every number below, as a slipped unit does. */
function thousandfold(value: unknown): unknown {
  if (typeof value === 'number') return value * 1000;
  if (Array.isArray(value)) return value.map(thousandfold);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, thousandfold(inner)]));
}

/** Rows that are objects are left out; rows that are bare numbers become null, since their place is their meaning. */
function leaveOut(list: readonly unknown[]): unknown[] {
  const kept = Math.max(1, Math.ceil(list.length * KEPT));
  return typeof list[0] === 'object' && list[0] !== null ? list.slice(0, kept) : list.map((each, at) => (at < kept ? each : null));
}

const repeated = (list: readonly unknown[]): unknown[] => Array.from({ length: TIMES_GIVEN }, () => [...list].reverse()).flat();

function changeFor(scenario: Scenario, places: FaultPlaces): Change | undefined {
  switch (scenario) {
    case 'field-renamed': return (key, value) => [key === places.rename[0] ? places.rename[1] : key, value];
    // The changed value is walked again; only objects inside it could match, and measured lists hold none.
    case 'unit-x1000': return (key, value) => [key, places.numbers.includes(key) ? thousandfold(value) : value];
    case 'partial': return (key, value) => [key, places.rows.includes(key) && Array.isArray(value) ? leaveOut(value) : value];
    case 'duplicate-events': return (key, value) => [key, places.events.includes(key) && Array.isArray(value) ? repeated(value) : value];
    default: return undefined;
  }
}

/** The reply with wrong data in it, where the scenario is one of wrong data; other replies and other scenarios pass through. */
export function withDataFault(reply: MockReply, scenario: Scenario, places: FaultPlaces): MockReply {
  const change = changeFor(scenario, places);
  if (!change || reply.status !== 200 || !/json/.test(reply.type)) return reply;
  const tail = reply.body.endsWith('\u0000') ? '\u0000' : '';
  const parsed: unknown = JSON.parse(tail ? reply.body.slice(0, -1) : reply.body);
  return { ...reply, body: JSON.stringify(rewrite(parsed, change)) + tail };
}
