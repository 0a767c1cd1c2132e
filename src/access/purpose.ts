import type { Province } from '@/config/province';
import type { Dataset } from '@/domain/dataset';
import type { DatasetShare, Rights } from './rights';

/** Whether personal fields stay masked only because no purpose is stated for this dataset at this moment. */
export const needsPurpose = (share: DatasetShare | null): boolean => share !== null && share.mayUnmask && !share.classes.has('personal');

/** Datasets of which personal fields may be asked for by stating a purpose, in the pack's order. */
export const unmaskableOf = (rights: Rights, { datasets }: Province): string[] =>
  [...datasets.values()].filter((each: Dataset) => rights.share(each)?.mayUnmask === true).map((each) => each.id);
