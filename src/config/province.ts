import type { AccessRules } from '@/domain/access';
import type { Dataset, Source } from '@/domain/dataset';
import type { ExtensionManifest } from '@/domain/extension';
import type { Indicator } from '@/domain/indicator';
import type { MediaPlace } from '@/domain/media';
import type { IndexTable } from '@/domain/index-766/types';
import type { DossierStateMapping } from '@/domain/form-06/types';
import type { UnitCode, UnitRegistry } from '@/domain/org-unit/types';
import type { CalendarId, PeriodKind } from '@/domain/period/types';
import type { CodeList } from '@/domain/code-list';
import type { FoundingDocument, SystemCard } from '@/domain/system-card';
import type { MapLayer } from '@/domain/map-layer';
import type { Text } from '@/domain/text';
import type { Dashboard } from './dashboard';
import type { OptionsByWidget } from './option-layers';
import type { PackTemplate } from './report-templates';
import type { Scene } from './scene';
import type { PackVocabulary } from './vocabulary';
import type { WorkingYear } from './working-days';

/** A province pack after parsing: everything the portal knows before it asks any source. Deeply read-only. */
export interface Province {
  readonly id: string;
  readonly name: Text;
  readonly unit: UnitCode;
  /** Level-1 identifier of the province among agencies (Quyết định 20/2020/QĐ-TTg): `H41`. */
  readonly agency?: string;
  /** Figures are for demonstration. */
  readonly sampleData: boolean;
  readonly units: UnitRegistry;
  readonly sources: ReadonlyMap<string, Source>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Systems of the province by id. Empty in a page until it has asked for the catalogue. */
  readonly systems: ReadonlyMap<string, SystemCard>;
  readonly foundingDocuments: readonly FoundingDocument[];
  /** Shared code lists, every version. */
  readonly codeLists: readonly CodeList[];
  /** Widgets of others that may run here, by id. */
  readonly extensions: ReadonlyMap<string, ExtensionManifest>;
  /** Pictures, streams and pages of other systems that tiles may show, by id. */
  readonly media: ReadonlyMap<string, MediaPlace>;
  /** What widgets do where no tile says otherwise: as the extended pack says it for the country, and as the province does. */
  readonly widgetOptions: { readonly national: OptionsByWidget; readonly province: OptionsByWidget };
  /** Index 766 by version, newest first. */
  readonly indexTables: readonly IndexTable[];
  readonly dossierStates: DossierStateMapping;
  readonly dashboards: readonly Dashboard[];
  /** Words by which people call what the pack names. None in a page until it has asked for the catalogue. */
  readonly vocabulary?: PackVocabulary;
  /** What walls may show, by id. */
  readonly scenes: ReadonlyMap<string, Scene>;
  /** What reports are made from, by id. Empty in a page until it has asked for the catalogue. */
  readonly reportTemplates: ReadonlyMap<string, PackTemplate>;
  /** Days that are not as the week says, by year; a year nobody announced has its weeks alone. None in a page until it has asked for the catalogue. */
  readonly workingDays?: ReadonlyMap<string, WorkingYear>;
  /** Who may see and do what. Enforced by the gateway; in direct mode a page only ever has what is public. */
  readonly access: AccessRules;
  readonly map: MapSettings;
  /** Layers of pictures from map services, in the order in which they are offered. */
  readonly mapLayers: ReadonlyMap<string, MapLayer>;
  readonly defaults: {
    readonly dashboard: string;
    readonly calendar: CalendarId;
    readonly periodKind: PeriodKind;
    readonly theme: 'light' | 'dark' | 'wall';
    /** Unit a dashboard of that level opens with, until a signed-in person has a unit of their own. */
    readonly openingUnits?: { readonly department?: UnitCode; readonly commune?: UnitCode };
  };
}

export interface MapSettings {
  /** Features dataset with one area per unit, joined by code. */
  readonly areasDataset: string;
  readonly centre: { readonly lon: number; readonly lat: number };
  readonly zoom: number;
  readonly baseLayers: readonly { readonly id: string; readonly name: Text; readonly urlTemplate: string; readonly attribution: string }[];
}
