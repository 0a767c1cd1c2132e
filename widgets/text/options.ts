import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const words = z.string().check(z.maxLength(20_000));

const schema = z.object({
  /** Markdown subset: headings, lists, emphasis, links to own paths and https. */
  text: words,
  /** The same in English; the Vietnamese stands where absent. */
  textEn: z.optional(words),
});
export type TextOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<TextOptions> = {
  schema,
  fields: [
    { name: 'text', label: { vi: 'Nội dung', en: 'Text' }, input: 'long-text', help: { vi: 'Tiêu đề #, danh sách -, **đậm**, *nghiêng*, [liên kết](địa chỉ).', en: 'Headings #, lists -, **bold**, *italic*, [links](address).' } },
    { name: 'textEn', label: { vi: 'Nội dung tiếng Anh', en: 'English text' }, input: 'long-text', help: { vi: 'Để trống thì hiện nội dung tiếng Việt.', en: 'Left empty, the Vietnamese stands.' } },
  ],
  migrate: (saved) => saved,
};
