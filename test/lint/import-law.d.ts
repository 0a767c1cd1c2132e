export const ROOMS: Readonly<Record<string, readonly string[]>>;
export const EXCEPTIONS: readonly { readonly from: string; readonly module: string; readonly why: string }[];
export const LIBRARY_HOMES: Readonly<Record<string, readonly string[]>>;
export const SERVER_ROOMS: Readonly<Record<string, readonly string[]>>;
export const SERVER_CONTRACTS: readonly string[];
