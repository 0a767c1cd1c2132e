import * as z from 'zod/mini';
import type { OptionsDefinition } from '@/widget-kit/widget';

const schema = z.object({
  /** Id of a place in the `media` list of the pack. */
  place: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Whole picture, or as much of it as fills the tile. */
  fit: z._default(z.enum(['whole', 'fill']), 'whole'),
});
export type MediaOptions = z.infer<typeof schema>;

export const options: OptionsDefinition<MediaOptions> = {
  schema,
  fields: [
    { name: 'place', label: { vi: 'Nguồn hình trong danh sách được phép', en: 'Place in the allowed list' }, input: 'media' },
    {
      name: 'fit', label: { vi: 'Khung hình', en: 'Framing' }, input: 'choice',
      choices: [{ value: 'whole', label: { vi: 'Toàn bộ', en: 'Whole' } }, { value: 'fill', label: { vi: 'Kín ô', en: 'Fill the tile' } }],
    },
  ],
  migrate: (saved) => saved,
};
