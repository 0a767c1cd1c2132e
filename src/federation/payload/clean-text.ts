/** Control characters other than tab and line ends; a name or title has no use for them, a log and a terminal do. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

/**
 * Text as the product keeps it: NFC, so that equal names are equal; control characters shown as U+FFFD and not dropped.
 * Markup stays what it is, text.
 */
export const cleanText = (text: string): string => text.normalize('NFC').replace(CONTROL, '\ufffd');
