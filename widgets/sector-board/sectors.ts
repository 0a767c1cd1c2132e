/** Sectors a board may be about, and the cards each begins with: the first are its headline, one kept by commune is ranked. */
export const SECTORS = ['health', 'education', 'tourism', 'agriculture', 'environment', 'transport', 'prices'] as const;
export type Sector = (typeof SECTORS)[number];

export const SECTOR_INDICATORS: Readonly<Record<Sector, readonly string[]>> = {
  health: ['health-insurance-coverage', 'immunisation', 'health-records', 'dengue-cases', 'hfmd-cases', 'measles-cases', 'food-poisoning', 'bed-occupancy', 'facilities-paperless', 'doctors-per-ten-thousand', 'commune-insured-rate'],
  education: ['schools-standard', 'classrooms-solid', 'graduation-rate', 'tuition-cashless', 'school-meals-checked', 'school-accidents', 'dropout-rate', 'pupils-per-class', 'preschool-five', 'school-digital-record', 'commune-standard-schools'],
  tourism: ['visitors', 'tourism-revenue', 'room-occupancy', 'visitors-overnight', 'visitors-overnight-foreign', 'average-stay', 'accommodation-revenue', 'event-visitors'],
  agriculture: ['meat-output', 'fish-output', 'reservoir-volume', 'animal-disease', 'vaccination-livestock', 'vessels-vms', 'pig-herd', 'forest-cover', 'new-rural-communes', 'ocop-products', 'commune-grain'],
  environment: ['waste-collection-rate', 'air-pm25', 'water-quality', 'wastewater-zones', 'monitoring-online', 'forest-fires', 'disaster-victims', 'environment-violations', 'clean-water-rural', 'commune-waste-rate'],
  transport: ['traffic-accidents', 'traffic-deaths', 'port-cargo', 'traffic-injured', 'road-blackspots', 'fires', 'inspections-passed', 'passengers', 'freight', 'airport-passengers', 'roads-paved'],
  prices: ['cpi', 'cpi-food', 'cpi-core-services', 'cpi-month', 'gold-price-index', 'usd-price-index', 'retail-sales'],
};
