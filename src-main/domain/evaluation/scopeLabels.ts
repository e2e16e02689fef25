import { labelOf } from '../regions/regionSentence.ts';

/** A part of the frames as people say it; null for the outside of a class, which is no part of its own. */
export function partLabel(scope: string): string | null {
  const [kind, name] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)];
  if (scope === 'all') return 'everything';
  if (scope === 'limb') return 'along the background';
  if (scope === 'background') return 'background';
  if (kind === 'class') return name;
  if (kind === 'zone') return `image ${name}`;
  if (kind === 'cause') return `fails: ${labelOf(name)}`;
  const band = /^distance:([\d.]+)-([\d.]*)$/.exec(scope);
  if (band) return band[2] === '' ? `beyond ${band[1]} m` : `${band[1]}–${band[2]} m`;
  return null;
}

/** The same where classes stand beside their outsides. */
export function labelOfScope(scope: string): string {
  const side = /^(not-)?class:(.*)$/.exec(scope);
  if (side) return `${side[1] ? 'outside' : 'inside'} ${side[2]}`;
  return partLabel(scope) ?? scope;
}

const kinds = ['all', 'background', 'limb', 'class', 'distance', 'zone', 'cause'];

/** For sorting scopes: everything first, then classes with their outsides, near bands before far ones, zones, causes. */
export function compareScopes(a: string, b: string): number {
  const [ka, kb] = [a, b].map((scope) => kinds.indexOf(scope.split(':')[0]!.replace('not-class', 'class')));
  if (ka !== kb) return ka! - kb!;
  const [na, nb] = [a, b].map((scope) => scope.slice(scope.indexOf(':') + 1));
  const [from, to] = [na, nb].map((name) => parseFloat(name!));
  if (a.startsWith('distance:') && from !== to) return from! - to!;
  return na!.localeCompare(nb!) || Number(a.startsWith('not-')) - Number(b.startsWith('not-'));
}
