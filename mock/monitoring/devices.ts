/** Equipment of a system of the catalogue that reports by itself: how much there is, and what share of it is off on average. */
export const DEVICES: readonly (readonly [system: string, count: number, offline: number])[] = [
  ['kiosk', 142, 0.03], ['oc', 24, 0.04], ['ioc', 18, 0.02], ['giai-phap-bao-mat', 186, 0.02], ['nen-tang-giam-sat-attt', 310, 0.03],
  ['application-platform', 36, 0.02], ['esb', 6, 0.05], ['dich-vu-thu-muc', 4, 0.05], ['nen-tang-di-dong-cbccvc', 5_200, 0.04],
];
