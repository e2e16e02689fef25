import { fallbackLayout, knownLayouts } from '#domain/datasets/knownLayouts.ts';

/** The dataset layouts that an import understands. */
export const layoutChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  ...[...knownLayouts, fallbackLayout]
    .map(({ record }) => ({ value: record.name, label: record.label }))
    .sort((a, b) => a.label.localeCompare(b.label)),
];
