/**
 * Form 06 (Thông tư 01/2020/TT-VPCP): columns (1)–(11) of one row, counted in dossiers.
 * (1)=(2)+(3)+(4) · (5)=(6)+(7)+(8) · (9)=(10)+(11) · (1)=(5)+(9) · (4) of a period = (9) of the one before.
 */
export interface Form06Counts {
  /** (1) */ readonly received: number;
  /** (2) */ readonly receivedOnline: number;
  /** (3) */ readonly receivedDirect: number;
  /** (4) */ readonly carriedOver: number;
  /** (5) */ readonly settled: number;
  /** (6) */ readonly settledEarly: number;
  /** (7) */ readonly settledOnTime: number;
  /** (8) */ readonly settledLate: number;
  /** (9) */ readonly pending: number;
  /** (10) */ readonly pendingInTerm: number;
  /** (11) */ readonly pendingOverdue: number;
}

/** Where the ten dossier states fall in the form; a province may fold some differently, so it is data. */
export interface DossierStateMapping {
  readonly version: string;
  readonly states: readonly {
    /** TrangThaiHoSo 1–11. */
    readonly code: number;
    readonly fold: 'not-counted' | 'pending' | 'pending-in-term' | 'settled' | 'settled-on-time';
  }[];
}
