import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import type { BoundaryReading, UnitCode } from '@/domain/org-unit/types';
import type { Period } from '@/domain/period/types';
import type { Result } from '@/domain/result';
import type { Instant } from '@/domain/time';
import type { ReportDocument } from '@/reports/document/document';
import type { FrozenAnswers } from '@/reports/freeze/frozen';
import type { ReportTemplate } from '@/reports/template/template';

/** What a report is computed from besides its template. */
export interface Composition {
  readonly reportId: string;
  readonly province: Province;
  readonly unit: UnitCode;
  readonly period: Period;
  readonly boundary: BoundaryReading;
  readonly frozen: FrozenAnswers;
  readonly commentary: Readonly<Record<string, string>>;
  readonly signer: string;
  /** Name of its author, for the file's own properties. */
  readonly author: string;
  readonly number: string;
  /** What it is dated by. */
  readonly at: Instant;
}

/** Something to look at before issuing; `stop` must be mended first. */
export interface ReportIssue {
  readonly severity: 'stop' | 'warn';
  readonly code: string;
  /** Id of a block; null where it is about the whole. */
  readonly at: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A template with the widgets it names, ready to ask and to print. */
export interface Composer {
  readonly questions: (target: Pick<Composition, 'province' | 'unit' | 'period' | 'boundary' | 'at'>) => readonly DatasetQuery[];
  /** Pure: the same composition gives the same document. */
  readonly compose: (composition: Composition) => ReportDocument;
  readonly check: (document: ReportDocument, composition: Composition) => readonly ReportIssue[];
}

/** How templates become reports; another one in tests. */
export interface Composers {
  /** The fault is for whoever wrote the template. */
  readonly read: (raw: unknown) => Result<ReportTemplate, string>;
  readonly load: (template: ReportTemplate) => Promise<Composer>;
  /** Hash of the document's canonical JSON, hex. */
  readonly hash: (document: ReportDocument) => Promise<string>;
}
