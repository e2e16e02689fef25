import type { FileIndex } from './FileIndex.ts';
import { pathTemplate, type Captures, type PathTemplate } from './pathTemplate.ts';

/**
 * Finds the files that templates name. A template whose tokens are all known gives a path to look up. One with a token
 * of its own may lie anywhere: then all files of its form are sorted, once, by the tokens that both have.
 */
export class PartnerPaths {
  readonly #paths: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #templates = new Map<string, PathTemplate>();
  readonly #elsewhere = new Map<string, ReadonlyMap<string, string>>();

  constructor(paths: readonly string[], known: readonly string[]) {
    this.#paths = paths;
    this.#known = new Set(known);
  }

  /** The first that exists, or null. */
  find(wanted: string | readonly string[], captures: Captures, index: FileIndex): string | null {
    for (const text of typeof wanted === 'string' ? [wanted] : wanted) {
      const template = this.#template(text);
      const isPlain = template.tokens.every((name) => this.#known.has(name));
      const found = isPlain
        ? index.first(template.fill(captures))
        : (this.#filesOf(text, template).get(this.#key(template, captures)) ?? null);
      if (found !== null) return found;
    }
    return null;
  }

  /** The path that was looked for first, for messages. */
  expected(wanted: string | readonly string[], captures: Captures): string {
    return this.#template(typeof wanted === 'string' ? wanted : wanted[0]!).fill(captures)[0]!;
  }

  #template(text: string): PathTemplate {
    const template = this.#templates.get(text) ?? pathTemplate(text);
    this.#templates.set(text, template);
    return template;
  }

  #filesOf(text: string, template: PathTemplate): ReadonlyMap<string, string> {
    const known = this.#elsewhere.get(text);
    if (known) return known;
    const files = new Map<string, string>();
    for (const path of this.#paths) {
      const captures = template.match(path);
      const key = captures && this.#key(template, captures);
      if (key !== null && !files.has(key)) files.set(key, path);
    }
    this.#elsewhere.set(text, files);
    return files;
  }

  #key({ tokens }: PathTemplate, captures: Captures): string {
    return tokens
      .filter((name) => this.#known.has(name))
      .map((name) => captures[name])
      .join('\n');
  }
}
