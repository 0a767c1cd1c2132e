/** Where a reader stands in the log: `<epoch>.<id>`. */
export interface Position {
  readonly epoch: string;
  readonly id: number;
}

/** What `Last-Event-ID` and `?lastEventId=` may look like; 15 digits stay exact. */
export const POSITION = /^([A-Za-z0-9_-]{1,32})\.(\d{1,15})$/;

/** Null where the text is no position of any log. */
export function parsePosition(text: string): Position | null {
  const [, epoch, id] = POSITION.exec(text) ?? [];
  return epoch === undefined || id === undefined ? null : { epoch, id: Number(id) };
}

export const writePosition = ({ epoch, id }: Position): string => `${epoch}.${id}`;
