import type * as z from 'zod/mini';
import { pointerOf, quote } from '../config-fault';
import type { ConfigFaultCode, PackFault } from '../config-fault';

type Issue = z.core.$ZodIssue;
type Finding = readonly [code: ConfigFaultCode, expected: string];

/** Issues of a schema as faults of a file. `base` is where in the file the checked value stands. */
export function faultsOf(file: string, base: readonly PropertyKey[], issues: readonly Issue[], checked: unknown): PackFault[] {
  return issues.flatMap((issue) => {
    const at = (path: readonly PropertyKey[], [code, expected]: Finding, got: string): PackFault =>
      ({ code, file, pointer: pointerOf([...base, ...path]), expected, got });
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => at([...issue.path, key], ['unknown-field', 'a known field'], quote(key)));
    }
    const value = valueAt(checked, issue.path);
    const found = findingOf(issue, value);
    return [at(issue.path, found, found[0] === 'secret-inline' ? '(not shown)' : quote(value))];
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return found;
}

function findingOf(issue: Issue, value: unknown): Finding {
  if (issue.code === 'custom') return ownRule(issue, value);
  if (value === undefined || value === null) return ['required', expectedOf(issue)];
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return ['too-long', `≤ ${issue.maximum} characters`];
      return issue.origin === 'array' ? ['too-many', `≤ ${issue.maximum} entries`] : ['range', `≤ ${issue.maximum}`];
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return ['required', 'not empty'];
      return ['range', `${issue.inclusive ? '≥' : '>'} ${issue.minimum}`];
    case 'invalid_value':
    case 'invalid_union':
      return ['choice', expectedOf(issue)];
    case 'invalid_format':
      return ['pattern', expectedOf(issue)];
    default:
      return [typeof value === 'number' && !Number.isFinite(value) ? 'number-range' : 'type', expectedOf(issue)];
  }
}

const ownRule = (issue: z.core.$ZodIssueCustom, value: unknown): Finding => {
  const expected = String(issue.params?.['expected'] ?? '');
  const code = issue.params?.['fault'] as ConfigFaultCode | undefined;
  return [(value ?? undefined) === undefined && code === 'type' ? 'required' : (code ?? 'contradiction'), expected];
};

function expectedOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return issue.values.join(' | ');
  if (issue.code === 'invalid_union' && 'options' in issue) return (issue.options ?? []).join(' | ');
  if (issue.code === 'invalid_format') return 'suffix' in issue ? `…${String(issue.suffix)}` : String(issue.pattern ?? issue.format);
  return 'a value';
}
