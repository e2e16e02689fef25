export interface ParsedNumber {
  readonly value: number | null;
  readonly isLegal: boolean;
}

/** Reads what was typed into a number field; a comma and a typographic minus are understood. */
export function parseNumber(
  text: string,
  {
    min = -Infinity,
    max = Infinity,
    canBeEmpty = false,
  }: { min?: number; max?: number; canBeEmpty?: boolean },
): ParsedNumber {
  const plain = text.trim().replace(',', '.').replace('\u2212', '-');
  if (plain === '') return { value: null, isLegal: canBeEmpty };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { value: null, isLegal: false };
  return { value, isLegal: value >= min && value <= max };
}
