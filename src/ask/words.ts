import { fold } from '@/domain/fold';

/** One word of a text as it is compared: without marks, `đ` or case; and where it stands in the text. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What stands between it and the word before: `/`, `-` or `.` of a date, nothing where they touch, `,` where one sets them apart, else a blank. */
  readonly joint: string;
}

const RUN = /\p{L}[\p{L}\p{M}]*|[0-9]+/gu;
const JOINTS = ['', '/', '-', '.'];

/** Short forms, folded, and the words they stand for. */
export type Expansions = ReadonlyMap<string, readonly string[]>;

/**
 * Words of a text, letters apart from digits (`T10` is two), punctuation gone, short forms written out. Time and memory grow with the
 * length of the text. The text has to be composed (NFC) for places to be those of its characters.
 */
export function wordsOf(text: string, expansions: Expansions = new Map()): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(RUN)) {
    const from = match.index;
    const to = from + match[0].length;
    const between = text.slice(end, from);
    const folded = fold(match[0]);
    const joint = words.length > 0 && JOINTS.includes(between) ? between : /[,;]/.test(between) ? ',' : ' ';
    (expansions.get(folded) ?? [folded]).forEach((each, index) => words.push({ text: each, from, to, joint: index === 0 ? joint : ' ' }));
    end = to;
  }
  return words;
}

/** The folded words alone. */
export const textsOf = (text: string, expansions?: Expansions): string[] => wordsOf(text.normalize('NFC'), expansions).map((word) => word.text);

/** Words that carry nothing by themselves: asked politely or curtly, a question is the same. In names they mean a little all the same. */
const FILLERS = new Set(
  ('a cua cho la ve trong tren o va voi theo den tu duoc da co so cac nhung nao nay tong toan toi xem tinh may nhe vay roi the gi ' +
    'of in for show me what is are was were how many much and please give to on at an my our').split(' '),
);
export const isFiller = (word: string): boolean => FILLERS.has(word);
