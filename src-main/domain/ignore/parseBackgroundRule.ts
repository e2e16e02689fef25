import { StudioError } from '../errors.ts';
import { type BackgroundRule, defaultDark, defaultLimbPx } from './BackgroundRule.ts';
import { validateBackgroundRule } from './validateBackgroundRule.ts';

const keysOf = {
  dark: ['level', 'connected', 'convex', 'treat', 'limb'],
  masks: ['folder', 'marks', 'treat', 'limb'],
} as const;

/**
 * A rule as people write it: `dark`, `dark:level=12,connected=no,convex=yes`, `masks:folder=masks,marks=body`, each also
 * with `treat=leave-out|apart` and `limb=PX`. What is left out is as usual: dark up to 8, connected to the border, masks
 * that mark the background, left out, a limb of 5 px.
 *
 * @throws InvalidOption naming what was not understood and what is legal
 */
export function parseBackgroundRule(text: string): BackgroundRule {
  const [kind, rest = ''] = splitAtFirst(text.trim(), ':');
  if (kind !== 'dark' && kind !== 'masks') {
    throw refused(text, 'begins with dark or masks', kind);
  }
  const given = new Map<string, string>();
  for (const part of rest === '' ? [] : rest.split(',')) {
    const [key, value] = splitAtFirst(part.trim(), '=');
    const known: readonly string[] = keysOf[kind];
    if (!known.includes(key) || value === undefined)
      throw refused(text, `has ${known.join(', ')}, each with =`, part);
    if (given.has(key)) throw refused(text, `has each key once`, key);
    given.set(key, value);
  }
  const yes = (key: string, usual: boolean) => {
    const value = given.get(key) ?? (usual ? 'yes' : 'no');
    if (value === 'yes' || value === 'no') return value === 'yes';
    throw refused(text, `has yes or no for ${key}`, value);
  };
  const number = (key: string, usual: number) => (given.has(key) ? Number(given.get(key) || NaN) : usual);
  const source =
    kind === 'dark'
      ? {
          kind,
          level: number('level', defaultDark.level),
          connected: yes('connected', defaultDark.connected),
          convex: yes('convex', defaultDark.convex),
        }
      : { kind, folder: given.get('folder') ?? 'masks', marks: given.get('marks') ?? 'background' };
  return validateBackgroundRule({
    source,
    treatment: given.get('treat') ?? 'leave-out',
    limbPx: number('limb', defaultLimbPx),
  });
}

function splitAtFirst(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function refused(text: string, expected: string, found: string): StudioError {
  return new StudioError(
    'InvalidOption',
    `a background rule ${expected}; ${text} has ${found || 'nothing'}`,
    {
      option: 'background',
      expected,
      found,
    },
  );
}
