import type { Block, BlockColumn, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { RegistersVm, RegisterVm } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const head = (id: string, key: string, align: BlockColumn['align'] = 'end'): BlockColumn => ({ id, label: label(key), align });
const NONE: Label = { literal: '' };

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: RegistersVm): readonly Block[] {
  switch (content.kind) {
    case 'overview':
      return [{
        kind: 'table', caption: label('overview.caption'),
        columns: [head('name', 'register', 'start'), head('owner', 'owner', 'start'), head('headline', 'headline'), head('base', 'base'), head('rate', 'rate'), head('present', 'present'), head('fields', 'fields', 'start')],
        rows: content.registers.map((row) => ({
          id: row.id,
          cells: [
            { label: row.name }, { label: row.owner ? { text: row.owner } : NONE }, { figure: row.headline }, row.change ? { figure: row.change.base } : { label: NONE },
            { figure: row.rate }, row.coverage ? { figure: row.coverage.present } : { label: NONE }, { label: row.fields },
          ],
        })),
      }];
    case 'register': return one(content.register);
    case 'units':
      return [
        { kind: 'figure', label: content.name, figure: content.total, comparisons: [{ label: label(`rate.${content.rateId}`), figure: content.rate }] },
        {
          kind: 'table', caption: label(`headline.${content.register}`), columns: [head('unit', 'unit', 'start'), head('headline', `headline.${content.register}`), head('rate', `rate.${content.rateId}`)],
          rows: content.rows.map((row) => ({ id: row.unit, cells: [{ label: row.label }, { figure: row.headline }, { figure: row.rate }] })),
        },
      ];
  }
}

function one(register: RegisterVm): readonly Block[] {
  return [
    {
      kind: 'figure', label: label(`headline.${register.id}`), figure: register.headline,
      comparisons: [
        ...(register.change ? [{ label: label(`change.${register.change.against}`), figure: register.change.base }] : []), { label: label(`rate.${register.rateId}`), figure: register.rate },
        ...(register.coverage ? [{ label: label('present'), figure: register.coverage.present }] : []),
      ],
    },
    ...register.parts.map((part): Block => ({ kind: 'figure', label: label(`part.${part.id}`), figure: part.figure, comparisons: [] })),
    { kind: 'note', label: register.fields },
  ];
}
