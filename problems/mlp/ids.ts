/** The suffix of an id after k updates. */
export const at = (k: number): string => (k > 0 ? `_${k}` : "");
/** The same as a subscript. */
export const iteration = (k: number): string => (k > 0 ? `_{(${k})}` : "");
/** The updates after which a quantity is meant: 2 for `J_2`. */
export const updatesOf = (id: string): number => Number(/_(\d+)$/.exec(id)?.[1] ?? 0);
