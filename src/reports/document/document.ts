import type { ChartSpec } from '@/charts/spec';
import type { MissingReason, ObservationStatus } from '@/domain/measure';
import type { Language } from '@/format/format';

/**
 * A report as a tree of plain values: everything said, nothing left to compute. Every writer prints this one tree, a stored report is this
 * tree, and its canonical JSON is what a content hash is taken of.
 */
export interface ReportDocument {
  /** Grows when a writer could no longer read an older tree. */
  readonly version: 1;
  readonly language: Language;
  /** Title of the file and of its first heading, without line breaks. */
  readonly title: string;
  readonly head: DocumentHead | null;
  readonly sections: readonly DocumentSection[];
  readonly tail: DocumentTail | null;
  /** Where figures come from, in the order of their first use; `PrintedValue.sources` names them by `id`. */
  readonly sources: readonly DocumentSource[];
  /** Said at the foot of every page or sheet: "Số liệu đến …; lập lúc …". */
  readonly footer: string;
  /** Laid over every page: "Lê Văn A · 08:05 21/11/2026"; null for none. */
  readonly watermark: string | null;
  /** Of the file's own properties. Moments are epoch ms, never read from a clock by a writer. */
  readonly properties: { readonly author: string; readonly organisation: string; readonly createdAt: number; readonly id: string };
  /** What the places of a unit's own Word file say; absent where the Word file is written as the tree has it. */
  readonly word?: DocumentWord;
}

/**
 * A unit's own Word file, filled: texts by place, and which tables and drawings of this tree stand where, so that no figure of the file can be
 * another than that of the tree.
 */
export interface DocumentWord {
  /** SHA-256 of the empty file, hex. */
  readonly file: string;
  readonly name: string;
  readonly fields: { readonly [place: string]: WordText };
  readonly tables: { readonly [place: string]: WordRows };
  /** Ids of charts and pictures of the tree. */
  readonly pictures: { readonly [place: string]: string };
  /** Places nobody has said anything of, as they are written in the file: it cannot be filled. */
  readonly lost: readonly string[];
}
export interface WordText {
  /** As it stands within a sentence, line by line. */
  readonly lines: readonly (readonly Run[])[];
  /** The same where a sentence begins: "Tháng 10"; absent where it is no other. */
  readonly opening?: readonly (readonly Run[])[];
}
/** A table of the tree, its columns by the names in the repeated row, figures without their units where the file says those (`bare`); or one row that says why there is none. */
export type WordRows =
  | { readonly kind: 'table'; readonly block: string; readonly columns: { readonly [place: string]: string }; readonly bare: boolean }
  | { readonly kind: 'none'; readonly says: string; readonly columns: readonly string[] };

/** What stands above the title of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export interface DocumentHead {
  /** "UBND TỈNH NGHỆ AN"; null where the issuing body answers to nobody. */
  readonly bodyAbove: string | null;
  /** "UBND XÃ ANH SƠN" */
  readonly body: string;
  /** "Số:        /BC-UBND" */
  readonly number: string;
  /** "Anh Sơn, ngày 05 tháng 11 năm 2026" */
  readonly placeAndDate: string;
  /** "BÁO CÁO"; null for a letter, whose subject stands below its number. */
  readonly kind: string | null;
  /** "Tình hình, kết quả giải quyết thủ tục hành chính tháng 10 năm 2026" */
  readonly subject: string;
}

/** What stands below the text: who receives it, who signs it. */
export interface DocumentTail {
  /** Without marks; the writer adds "- " and the end mark. The last is "Lưu: VT, …". */
  readonly recipients: readonly string[];
  readonly signature: {
    /** "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC"; null where there is none. */
    readonly authority: string | null;
    /** "CHỦ TỊCH" */
    readonly position: string;
    /** Empty while nobody is named. */
    readonly name: string;
  };
}

/** Pages of one orientation. What is an appendix begins on a page of its own with its label. */
export interface DocumentSection {
  readonly id: string;
  readonly orientation: 'portrait' | 'landscape';
  readonly appendix: { readonly label: string; readonly title: string; readonly attachedTo: string } | null;
  readonly blocks: readonly DocumentBlock[];
}

export type DocumentBlock =
  | { readonly kind: 'heading'; readonly id: string; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly id: string; readonly style: ParagraphStyle; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly id: string; readonly items: readonly (readonly Run[])[] }
  | DocumentTable
  | { readonly kind: 'chart'; readonly id: string; readonly caption: string; readonly spec: ChartSpec; readonly note: string }
  | { readonly kind: 'picture'; readonly id: string; readonly caption: string; readonly alt: string; readonly svg: string; readonly widthMm: number; readonly heightMm: number }
  | { readonly kind: 'page-break'; readonly id: string };

/** `note`: small and quiet. `missing`: says what is not there. `prompt`: a commentary nobody has written yet; never in an issued report. */
export type ParagraphStyle = 'body' | 'note' | 'missing' | 'prompt';

/** A stretch of text; a figure within it stays a figure. */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly bold?: boolean; readonly italic?: boolean }
  | { readonly kind: 'value'; readonly value: PrintedValue; readonly bold?: boolean };

/** A figure as every format shows it, and the number behind it for those that hold numbers. */
export interface PrintedValue {
  /** As on screen: "21.486", "—". */
  readonly text: string;
  /** "tỷ đồng"; empty where the label says it. */
  readonly unit: string;
  /** Whole reading: "21.486 tỷ đồng, ước tính". */
  readonly full: string;
  /** Rounded as shown (half away from zero to `decimals`), never −0; null where there is no number. */
  readonly number: number | null;
  readonly decimals: number;
  readonly missing: MissingReason | null;
  readonly status: ObservationStatus | null;
  /** `periodText`; null where the figure has none by nature. */
  readonly period: string | null;
  readonly orgUnit: string;
  readonly indicator: string | null;
  /** Ids of `ReportDocument.sources`. */
  readonly sources: readonly string[];
}

export interface DocumentTable {
  readonly kind: 'table';
  readonly id: string;
  readonly caption: string;
  /** "Đơn vị tính: hồ sơ"; empty where columns differ and say their own. */
  readonly unitLine: string;
  readonly columns: readonly DocumentColumn[];
  readonly rows: readonly DocumentRow[];
  /** Said below: rows left out, marks explained. */
  readonly notes: readonly string[];
}
export interface DocumentColumn {
  readonly id: string;
  /** Headers from the outermost to its own; equal neighbours are one cell. */
  readonly header: readonly string[];
  /** "(1)"; empty where the form numbers no columns. */
  readonly number: string;
  readonly align: 'start' | 'centre' | 'end';
  /** Share of the width, any positive number. */
  readonly width: number;
  /** Unit of the numbers below, as the header says it; empty where it says none. */
  readonly unit: string;
}
export interface DocumentRow {
  readonly id: string;
  readonly emphasis: 'total' | 'group' | null;
  /** One per column. */
  readonly cells: readonly DocumentCell[];
}
export type DocumentCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: PrintedValue };

/** One answer that figures were drawn from. */
export interface DocumentSource {
  readonly id: string;
  /** "Hệ thống một cửa điện tử tỉnh" */
  readonly name: string;
  readonly dataset: string;
  /** Parameters asked with, as `name=value` in order of name. */
  readonly request: string;
  /** "17:00 20/11/2026"; null where the source does not say. */
  readonly asOf: string | null;
  /** The same of the moment it was received; empty where nothing came. */
  readonly receivedAt: string;
  /** What a reader should know: stale, partial, failed. Empty for none. */
  readonly remark: string;
  readonly sample: boolean;
}
