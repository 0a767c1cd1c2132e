/*
 * Payloads as faulty systems send them: ways to spoil a body that is JSON or XML. Each throws where the body holds nothing to spoil, so
 * that a fault which was not made cannot pass for one that was borne.
 */

type Change = (body: string) => string;

const changed = (name: string, change: Change): Change => (body) => {
  const after = change(body);
  if (after === body) throw new Error(`nothing to spoil: ${name}`);
  return after;
};
const json = (name: string, change: (value: unknown) => unknown): Change => changed(name, (body) => JSON.stringify(change(JSON.parse(body) as unknown)));

/** The value at every place of one key changed; undefined takes the key away. */
function atKey(value: unknown, key: string, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => atKey(each, key, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === key ? change(inner) : atKey(inner, key, change)]));
}

/** S12: a field that is gone. */
export const gone = (key: string): Change => json(`gone ${key}`, (value) => atKey(value, key, () => undefined));
/** S12: a field of another name. */
export const renamed = (key: string): Change => changed(`renamed ${key}`, (body) => body.replaceAll(`"${key}":`, `"${key}_moi":`).replaceAll(`<${key}>`, `<${key}Moi>`).replaceAll(`</${key}>`, `</${key}Moi>`));
/** S12: a field of another type. */
export const retyped = (key: string, value: unknown = { a: 1 }): Change => json(`retyped ${key}`, (whole) => atKey(whole, key, () => value));
/** A text of the body in place of another: what the other ways cannot reach. */
export const replaced = (from: string, to: string): Change => changed(`replaced ${from}`, (body) => body.replaceAll(from, to));
/** S13: a thousand times as large. */
export const thousandfold = (key: string): Change => json(`thousandfold ${key}`, (value) => atKey(value, key, (inner) => (Array.isArray(inner) ? inner.map((each) => (typeof each === 'number' ? each * 1_000 : each)) : Number(inner) * 1_000)));
/** S14: half the rows. */
export const halved = (key: string): Change => json(`halved ${key}`, (value) => atKey(value, key, (inner) => (Array.isArray(inner) ? inner.slice(0, Math.ceil(inner.length / 2)) : inner)));
/** S15: rows ten times, in another order. */
export const repeated = (key: string): Change => json(`repeated ${key}`, (value) => atKey(value, key, (inner) => (Array.isArray(inner) ? Array.from({ length: 10 }, () => [...(inner as unknown[])].reverse()).flat() : inner)));
