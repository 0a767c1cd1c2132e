import { Map as LeafletMap } from 'leaflet';

/** Charts and maps that exist at this moment. */
export const live = { charts: 0, maps: 0 };

LeafletMap.addInitHook(() => { live.maps += 1; });
const remove = LeafletMap.prototype.remove;
LeafletMap.prototype.remove = function removeCounted(this: LeafletMap) {
  live.maps -= 1;
  return remove.call(this);
};
