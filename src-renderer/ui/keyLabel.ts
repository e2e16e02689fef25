const names: Readonly<Record<string, readonly [string, string]>> = {
  $mod: ['Ctrl', '⌘'],
  Control: ['Ctrl', '⌃'],
  Meta: ['Meta', '⌘'],
  Shift: ['Shift', '⇧'],
  Alt: ['Alt', '⌥'],
  ArrowLeft: ['←', '←'],
  ArrowRight: ['→', '→'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
  Escape: ['Esc', 'Esc'],
  Delete: ['Del', '⌦'],
  Equal: ['+', '+'],
  Minus: ['−', '−'],
  '-': ['−', '−'],
  '=': ['+', '+'],
  NumpadAdd: ['Num +', 'Num +'],
  NumpadSubtract: ['Num −', 'Num −'],
};

/** A key as it is written on the keyboard: `$mod+Shift+p` → `Ctrl+Shift+P`, or `⌘⇧P` on a Mac. */
export function keyLabel(key: string, isMac: boolean): string {
  if (key === 'Shift+?') return '?';
  if (key === '+' || key === 'Shift++') return '+';
  const parts = key.split('+');
  const labels = parts.map((part) => names[part]?.[isMac ? 1 : 0] ?? plain(part));
  return labels.join(isMac ? '' : '+');
}

/** Whether this machine writes ⌘ for the main modifier. */
export function isMacKeyboard(): boolean {
  return navigator.userAgent.includes('Mac OS');
}

function plain(part: string): string {
  const code = /^(?:Key|Digit|Numpad)(\w)$/.exec(part)?.[1] ?? part;
  return code.length === 1 ? code.toUpperCase() : code;
}
