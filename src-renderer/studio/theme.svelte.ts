import { createContext } from 'svelte';
import type { Settings } from './settings.svelte.ts';

export const themeNames = ['system', 'dark', 'light'] as const;
export type ThemeName = (typeof themeNames)[number];

const isThemeName = (value: unknown): value is ThemeName => themeNames.includes(value as ThemeName);

/** Dark, light, or as the system has it. */
export class Theme {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  static create(settings: Settings): Theme {
    const theme = setTheme(new Theme(settings));
    $effect(() => {
      if (theme.name === 'system') delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme.name;
    });
    return theme;
  }

  get name(): ThemeName {
    return this.#settings.get('theme', isThemeName, 'system');
  }

  choose(name: ThemeName): void {
    this.#settings.set('theme', name);
  }

  next(): void {
    this.choose(themeNames[(themeNames.indexOf(this.name) + 1) % themeNames.length]!);
  }
}

const [getTheme, setTheme] = createContext<Theme>();

export { getTheme };
