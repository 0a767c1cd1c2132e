/** What no document can hold: control letters, and halves of letters. */
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const plain = (text: string): string => text.replace(UNPRINTABLE, '').replace(/\r\n?/g, '\n');
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => plain(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');

/** Text as the content of an element; a line break stays one. */
export const words = (text: string): string => escaped(text).replaceAll('\n', '<br>');

/** Text as the value of an attribute, without its quotes. */
export const value = (text: string): string => escaped(text).replaceAll('\n', ' ');

/** An id of ours out of one that a template chose. */
export const idOf = (section: string, block: string): string => value(`${section}.${block}`.replace(/[^\p{L}\p{N}._-]/gu, '_'));

/** A string of a style sheet, quotes included. What is not a plain letter is written by its number, so that nothing in it can end the string or the sheet. */
export const styleString = (text: string): string => `"${plain(text).replaceAll('\n', ' ').replace(/[^A-Za-z0-9 ]/gu, (letter) => `\\${(letter.codePointAt(0) ?? 0).toString(16)} `)}"`;
