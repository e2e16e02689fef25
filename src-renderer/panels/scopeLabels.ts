/** A part of the frames as people say it; null for the outside of a class, which is no part of its own. */
export function partLabel(scope: string): string | null {
  if (scope === 'all') return 'everything';
  if (scope.startsWith('class:')) return scope.slice('class:'.length);
  if (scope.startsWith('zone:')) return `image ${scope.slice('zone:'.length)}`;
  const band = /^distance:([\d.]+)-([\d.]*)$/.exec(scope);
  if (band) return band[2] === '' ? `beyond ${band[1]} m` : `${band[1]}–${band[2]} m`;
  return null;
}

/** The same with the outsides of classes. */
export function labelOfScope(scope: string): string {
  return partLabel(scope) ?? scope.replace(/^not-class:/, 'outside ');
}
