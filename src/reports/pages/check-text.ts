import type { Province } from '@/config/province';
import type { MissingReason } from '@/domain/measure';
import type { LocalDate } from '@/domain/time';
import type { Format } from '@/format/format';
import vi from '../locales/vi.json';
import type { ShownIssue } from '../register/parse-report';
import type { Say } from './report-call';

/** What names what a check speaks of. */
export interface CheckNames {
  readonly province: Pick<Province, 'datasets' | 'sources'>;
  readonly format: Pick<Format, 'missing' | 'date' | 'language'>;
}

/** What a check found, in words; a code these pages do not know yet is named with what came with it. */
export function checkText({ code, params }: Pick<ShownIssue, 'code' | 'params'>, say: Say, names: CheckNames): string {
  const key = `check.${code}`;
  return key in vi ? say(key, inWords(params, names)) : say('check.other', { code, about: Object.values(params).join(', ') });
}

function inWords(params: ShownIssue['params'], { province, format }: CheckNames): ShownIssue['params'] {
  const { dataset, source, reason, until } = params;
  return {
    ...params,
    ...(typeof dataset === 'string' ? { dataset: province.datasets.get(dataset)?.title[format.language] ?? dataset } : {}),
    ...(typeof source === 'string' ? { source: province.sources.get(source)?.shortName[format.language] ?? source } : {}),
    ...(typeof reason === 'string' ? { reason: format.missing(reason as MissingReason) } : {}),
    ...(typeof until === 'string' ? { until: format.date(until as LocalDate) } : {}),
  };
}
