/** The dataset layouts that an import understands. */
export const layoutChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
];
