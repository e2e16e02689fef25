/**
 * Four flat quarters for the classes of domain/photometric/visibility.ts, in their order, with a range of −0.5 … 3.5:
 * seen (slate), then from Okabe and Ito's colour-blind-safe set occluded (orange), mismatch (purple), outside (sky blue).
 */
export const visibility = ['465660', 'e69f00', 'cc79a7', '56b4e9'].map((color) => color.repeat(64)).join('');
