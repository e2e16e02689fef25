/**
 * Three flat thirds for the classes of domain/comparison/nearerMap.ts, in their order, with a range of −0.5 … 2.5: the
 * other run (vermilion) and this one (sky blue) from Okabe and Ito's colour-blind-safe set, equal (grey) between them.
 */
export const nearer = ['d55e00'.repeat(85), '9a9a9a'.repeat(86), '56b4e9'.repeat(85)].join('');
