import type { Province } from '@/config/province';
import type { Dataset, DatasetData, DatasetQuery } from '@/domain/dataset';
import { cutCube } from './cut-cube';
import { cutEvents } from './cut-events';
import { cutFeatures } from './cut-features';
import { sightOf } from './sight';
import { hideSmallCells } from './hide-small-cells';
import type { DatasetShare } from './rights';

/** `withheld`: rows, features or categories were left out, which the data itself does not say. */
export interface CutData {
  readonly data: DatasetData;
  readonly withheld: boolean;
}

/**
 * An answer without what is outside a share. Rows and features of other units are dropped, values of classes that are not seen become
 * null with `masked` (events), go (features) or become `denied` (cubes); small counts of the public part become `hidden`. With the question, an answer that names no unit is that of the units asked for; without
 * it, only a share of the whole province sees more than the public part of such an answer. Never throws.
 */
export function cutToShare(data: DatasetData, dataset: Dataset, share: DatasetShare, province: Province, query?: DatasetQuery): CutData {
  const sight = sightOf(dataset, share, query);
  switch (data.kind) {
    case 'cube': {
      const cut = cutCube(data, sight);
      return { ...cut, data: hideSmallCells(cut.data, sight, province.units) };
    }
    case 'events': return cutEvents(data, sight);
    case 'features': return cutFeatures(data, sight);
  }
}
