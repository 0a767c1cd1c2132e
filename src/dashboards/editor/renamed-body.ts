import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';

/** A body of a dashboard under another id. */
export const renamedBody = (body: Json, id: string): Json => (isRecord(body) ? { ...body, id } : body);
