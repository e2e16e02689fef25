/** Costs of one image row, laid out as SearchRange says: the smaller, the better. */
export type CostValues = Int16Array | Int32Array | Float32Array;

/** Sees the costs that a matcher decides by, row by row; rows may come in any order. They are gone when it returns. */
export type SeeCosts = (y: number, costs: CostValues) => void;
