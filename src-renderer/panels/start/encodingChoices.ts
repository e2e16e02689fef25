import type { ImportLayer } from '#api/contract.ts';
import { namedEncodings } from '#domain/datasets/encodings.ts';

/** The choice that opens a field for an encoding of one's own. */
export const spelledOut = 'spelled-out';

/** What a layer's numbers may be said to mean: the plausible readings first, then all others that have a name. */
export function encodingChoices(
  { role, plausible }: ImportLayer,
  given: string,
): readonly { readonly value: string; readonly label: string }[] {
  const likely = plausible.map(({ encoding }) => encoding);
  const isOfRole = (quantity: string) => quantity.startsWith('disparity') === (role === 'disparity');
  const named = [...namedEncodings.values()];
  const others = [
    ...named.filter(({ quantity }) => isOfRole(quantity)),
    ...named.filter(({ quantity }) => !isOfRole(quantity)),
  ].map(({ name }) => name);
  return [
    { value: '', label: given === '' ? 'As proposed' : 'Back to what is proposed' },
    ...likely.map((value) => ({ value, label: `${value} (plausible)` })),
    ...others.filter((name) => !likely.includes(name)).map((value) => ({ value, label: value })),
    { value: spelledOut, label: 'Spelled out…' },
  ];
}
