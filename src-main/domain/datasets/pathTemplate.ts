/** What the tokens of a template stood for in a path. */
export type Captures = Readonly<Record<string, string>>;

/** A path with tokens, as layouts write it. */
export interface PathTemplate {
  /** The captures where a path has this form, else null. */
  readonly match: (path: string) => Captures | null;
  /** The paths of this form with these captures: one for each choice that the template leaves open. */
  readonly fill: (captures: Captures) => readonly string[];
  /** Names of its tokens. */
  readonly tokens: readonly string[];
}

const tokenForm = /\{(\*\*)?(\w+)(?::((?:[^{}]|\{[^{}]*\})+))?\}|\(([\w|.-]+)\)/g;

/**
 * Compiles a template: `{name}` is one or more characters of one path part, `{name:\d{4}}` what the expression says,
 * `{**name}` any number of folders with their slashes (also none), `(png|jpg)` a choice. The rest is literal.
 */
export function pathTemplate(text: string): PathTemplate {
  const tokens: string[] = [];
  const literals: string[] = [];
  let expression = '';
  let last = 0;
  for (const match of text.matchAll(tokenForm)) {
    const literal = text.slice(last, match.index);
    literals.push(literal);
    expression += escaped(literal) + expressionOf(match, tokens);
    last = match.index + match[0].length;
  }
  literals.push(text.slice(last));
  const form = new RegExp(`^${expression}${escaped(text.slice(last))}$`);
  // Most paths of a listing are not of this form: the longest literal part tells nearly all of them at once.
  const telling = literals.reduce((longest, next) => (next.length > longest.length ? next : longest), '');
  const alternatives = withoutChoices(text).map(partsOf);
  return {
    tokens,
    match: (path) => {
      if (!path.includes(telling)) return null;
      const found = form.exec(path);
      return found && Object.fromEntries(tokens.map((name, i) => [name, found[i + 1] ?? '']));
    },
    fill: (captures) => alternatives.map((each) => filled(each, captures)),
  };
}

function expressionOf([, folders, name, own, choice]: RegExpMatchArray, tokens: string[]): string {
  if (choice !== undefined) return `(?:${choice.replaceAll('.', '\\.')})`;
  const known = tokens.indexOf(name!);
  if (known >= 0) return `\\${known + 1}`;
  tokens.push(name!);
  return folders ? '((?:[^/]+/)*?)' : `(${own ?? '[^/]+?'})`;
}

/** The template once for each of its choices. */
function withoutChoices(text: string): readonly string[] {
  const choice = [...text.matchAll(tokenForm)].find((match) => match[4] !== undefined);
  if (!choice) return [text];
  const [before, after] = [text.slice(0, choice.index), text.slice(choice.index + choice[0].length)];
  return choice[4]!.split('|').flatMap((chosen) => withoutChoices(before + chosen + after));
}

/** Literals and, at odd places, names of tokens. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let last = 0;
  for (const match of text.matchAll(tokenForm)) {
    parts.push(text.slice(last, match.index), match[2]!);
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
}

function filled(parts: readonly string[], captures: Captures): string {
  let path = parts[0]!;
  for (let i = 1; i < parts.length; i += 2) path += (captures[parts[i]!] ?? '') + parts[i + 1]!;
  return path;
}

function escaped(literal: string): string {
  return literal.replaceAll(/[.*+?^$()[\]{}|\\-]/g, '\\$&');
}
