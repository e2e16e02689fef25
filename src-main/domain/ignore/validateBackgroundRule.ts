import { choiceOf, numberOf, objectOf, refuse } from '../evaluation/optionGuards.ts';
import type { BackgroundMasks, BackgroundRule, DarkBackground, FolderBackground } from './BackgroundRule.ts';

/** Makes sure that a value from outside is a rule. @throws InvalidOption naming the option and the legal range */
export function validateBackgroundRule(value: unknown, option = 'background'): BackgroundRule {
  const rule = objectOf(value, option, ['source', 'treatment', 'limbPx']);
  return {
    source: sourceOf(rule.source, `${option}.source`),
    treatment: choiceOf(rule.treatment, `${option}.treatment`, ['leave-out', 'apart']),
    limbPx: numberOf(rule.limbPx, `${option}.limbPx`, 0, 200, 'a number of pixels from 0 to 200'),
  };
}

/** The rule of one folder as it stands in a recipe. @throws InvalidOption */
export function validateFolderBackground(value: unknown, option: string): FolderBackground {
  const { folder, rule } = objectOf(value, option, ['folder', 'rule']);
  if (typeof folder !== 'string') return refuse(`${option}.folder`, 'a text', folder);
  return { folder, rule: validateBackgroundRule(rule, `${option}.rule`) };
}

function sourceOf(value: unknown, option: string): DarkBackground | BackgroundMasks {
  const isDark = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dark';
  if (!isDark) {
    const masks = objectOf(value, option, ['kind', 'folder', 'marks']);
    return {
      kind: choiceOf(masks.kind, `${option}.kind`, ['masks']),
      folder: folderOf(masks.folder, `${option}.folder`),
      marks: choiceOf(masks.marks, `${option}.marks`, ['background', 'body']),
    };
  }
  const dark = objectOf(value, option, ['kind', 'level', 'connected', 'convex']);
  return {
    kind: 'dark',
    level: numberOf(dark.level, `${option}.level`, 0, 254, 'a grey level from 0 to 254'),
    connected: booleanOf(dark.connected, `${option}.connected`),
    convex: booleanOf(dark.convex, `${option}.convex`),
  };
}

/** Masks lie within the dataset's folder, which is what the user gave the program to read. */
function folderOf(value: unknown, option: string): string {
  const legal = 'a folder below the dataset’s, such as masks';
  if (typeof value !== 'string' || value === '') return refuse(option, legal, value);
  const isOutside =
    /^([/\\]|[a-z]:)/i.test(value) ||
    value.split(/[/\\]/).some((step) => step === '..' || step === '.') ||
    value.includes('\0');
  return isOutside ? refuse(option, legal, value) : value.replaceAll('\\', '/').replace(/\/+$/, '');
}

function booleanOf(value: unknown, option: string): boolean {
  return typeof value === 'boolean' ? value : refuse(option, 'true or false', value);
}
