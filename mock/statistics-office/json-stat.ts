import type { OpenTable, Variable } from './table-source';

/** One value of a variable. */
export interface Category {
  readonly code: string;
  readonly label: string;
  readonly unit?: { readonly base: string; readonly decimals: number };
}

/** Chosen values of each variable, in the order of the table's variables. */
export type Chosen = readonly { readonly variable: Variable; readonly values: readonly Category[] }[];

interface Cells {
  readonly value: (number | null)[];
  readonly status: Record<string, string>;
}

function cellsOf(table: OpenTable, chosen: Chosen): Cells {
  const cells: Cells = { value: [], status: {} };
  const codes: string[] = [];
  const walk = (depth: number): void => {
    const part = chosen[depth];
    if (!part) {
      const { value, status } = table.cell(codes);
      if (status !== '') cells.status[cells.value.length] = status;
      cells.value.push(value);
      return;
    }
    for (const { code } of part.values) {
      codes[depth] = code;
      walk(depth + 1);
    }
  };
  walk(0);
  return cells;
}

function dimensions(chosen: Chosen): Record<string, object> {
  return Object.fromEntries(chosen.map(({ variable, values }) => {
    const units = values.filter(({ unit }) => unit);
    return [variable.code, {
      label: variable.text,
      category: {
        index: Object.fromEntries(values.map(({ code }, at) => [code, at])),
        label: Object.fromEntries(values.map(({ code, label }) => [code, label])),
        ...(units.length > 0 ? { unit: Object.fromEntries(units.map(({ code, unit }) => [code, unit])) } : {}),
      },
    }];
  }));
}

const roles = (chosen: Chosen): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const { variable } of chosen) (found[variable.role] ??= []).push(variable.code);
  return found;
};

const EXTENSION = { duLieuMau: true, ghiChu: 'Số liệu minh họa; e: ước tính, p: sơ bộ' };
const SOURCE = 'Thống kê tỉnh (số liệu mẫu)';

/** JSON-stat 2.0. */
export function jsonStat2(table: OpenTable, chosen: Chosen): object {
  const { value, status } = cellsOf(table, chosen);
  return {
    version: '2.0', class: 'dataset', label: table.title, source: SOURCE, updated: table.updated,
    id: chosen.map(({ variable }) => variable.code), size: chosen.map(({ values }) => values.length), role: roles(chosen),
    dimension: dimensions(chosen), value, status, extension: EXTENSION,
  };
}

/** JSON-stat 1: one member named `dataset`, ids and sizes inside `dimension`. */
export function jsonStat1(table: OpenTable, chosen: Chosen): object {
  const { value, status } = cellsOf(table, chosen);
  return {
    dataset: {
      dimension: { ...dimensions(chosen), id: chosen.map(({ variable }) => variable.code), size: chosen.map(({ values }) => values.length), role: roles(chosen) },
      label: table.title, source: SOURCE, updated: table.updated, value, status, extension: EXTENSION,
    },
  };
}

const quoted = (text: string): string => `"${text.trim().replaceAll('"', '""')}"`;

/** CSV as PxWeb writes it: one column a value of the last variable, one line a combination of the others. */
export function csv(table: OpenTable, chosen: Chosen): string {
  const { value } = cellsOf(table, chosen);
  const rows = chosen.slice(0, -1);
  const columns = chosen.at(-1)?.values ?? [];
  const lines = [[...rows.map(({ variable }) => quoted(variable.text)), ...columns.map(({ label }) => quoted(label))].join(',')];
  for (let at = 0; at * columns.length < value.length; at++) {
    let rest = at;
    const labels = [...rows].reverse().map(({ values }) => {
      const label = quoted(values[rest % values.length]?.label ?? '');
      rest = Math.floor(rest / values.length);
      return label;
    }).reverse();
    lines.push([...labels, ...value.slice(at * columns.length, (at + 1) * columns.length).map((each) => (each === null ? '..' : String(each)))].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
