import type { Geometry } from '@/domain/dataset';
import type { MapArea, MapSpec } from './spec';

/** One unit of a map on paper, joined by code. */
export interface PaperArea extends Omit<MapArea, 'geometry'> {
  /** Short enough to stand within the shape: "Thành Vinh". */
  readonly name: string;
  /** Null where there is no shape of its code: named in the legend. */
  readonly geometry: Geometry | null;
}

/** A map as a document has it: the same units, classes and figures as on screen, no layers and nothing to press. */
export interface PaperMap extends Pick<MapSpec, 'description' | 'language' | 'legend' | 'selected' | 'attribution' | 'approximate'> {
  readonly areas: readonly PaperArea[];
}
