import type { MediaPlace } from '@/domain/media';
import type { Label } from '@/widget-kit/blocks';
import type { ModelInput, ViewModelBase } from '@/widget-kit/widget';
import type { MediaOptions } from './options';

export interface MediaModel extends ViewModelBase {
  /** Null where the pack has no such place. */
  readonly place: MediaPlace | null;
  readonly fault: Label | null;
  readonly fit: MediaOptions['fit'];
}

/** The place the options name, if the pack allows it. */
export function model({ options, province }: ModelInput<MediaOptions>): MediaModel {
  const place = province.media.get(options.place) ?? null;
  return { empty: false, attention: 'unknown', place, fault: place ? null : { key: 'unknown', params: { id: options.place } }, fit: options.fit };
}
