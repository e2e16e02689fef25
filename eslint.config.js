import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Import directions: folder → the places of this project it may import, and the guarded packages it may use.
 * Everything not named is refused. Composition roots and tests are apart (see the end of this file).
 */
const mainLayers = {
  domain: { folders: [], packages: [] },
  formats: { folders: ['domain'], packages: ['sharp', 'fflate', 'exrs', 'h5wasm'] },
  frames: { folders: ['domain', 'formats'], packages: [] },
  project: { folders: ['domain'], packages: ['better-sqlite3'] },
  wasm: { folders: ['domain'], packages: [] },
  compute: { folders: ['domain', 'wasm'], packages: [] },
  inference: {
    folders: ['domain', 'formats', 'frames', 'compute'],
    packages: ['onnxruntime-node'],
  },
  jobs: { folders: ['domain', 'formats', 'frames', 'project', 'compute', 'inference'], packages: [] },
  reports: { folders: ['domain', 'formats', 'frames', 'project'], packages: [] },
  api: {
    folders: ['domain', 'formats', 'frames', 'project', 'inference', 'jobs', 'reports'],
    packages: ['hono', 'fflate'],
  },
  'shell/server': {
    folders: ['domain', 'api'],
    packages: ['hono', '@hono/node-server', 'vite', 'open', 'env-paths'],
  },
  'shell/electron': { folders: ['domain', 'api'], packages: ['electron'] },
  cli: {
    folders: [
      'domain',
      'formats',
      'frames',
      'project',
      'compute',
      'inference',
      'jobs',
      'reports',
      'api',
      'shell/server',
    ],
    packages: ['commander', 'env-paths'],
  },
  sample: { folders: ['domain', 'formats'], packages: [] },
};
const rendererLayers = {
  client: [],
  studio: ['client'],
  rasters: ['client'],
  gfx: [],
  ui: [],
  panes: ['studio', 'rasters', 'gfx', 'ui'],
  panels: ['studio', 'ui'],
};
const guardedPackages = [
  'electron',
  'better-sqlite3',
  'onnxruntime-node',
  'sharp',
  'hono',
  '@hono/node-server',
  'three',
  'commander',
  'vite',
  'open',
  'env-paths',
  'fflate',
  'exrs',
  'h5wasm',
];

function refuse(patterns) {
  return { 'no-restricted-imports': ['error', { patterns }] };
}
const packagePattern = (name) => ({
  regex: `^${name}(/|$)`,
  message: `${name} is wrapped by another folder (see the import table in eslint.config.js).`,
});
const mainFolders = [...Object.keys(mainLayers), 'testing', 'bench'];
const mainRules = Object.entries(mainLayers).map(([folder, allowed]) => {
  const own = folder.split('/')[0];
  const refused = mainFolders.filter((f) => f !== folder && !allowed.folders.includes(f));
  return {
    files: [`src-main/${folder}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.bench.ts'],
    rules: refuse([
      ...refused.map((f) => ({
        regex: `^(#${f}/|(\\.\\./)+${f}/)`,
        message: `${folder}/ does not import ${f}/ (see the import table in eslint.config.js).`,
      })),
      {
        regex: `^(\\.\\./)+(?!${own})(domain|formats|project|jobs|api)/`,
        message: 'Use the # subpath, no relative climbs.',
      },
      ...guardedPackages.filter((p) => !allowed.packages.includes(p)).map(packagePattern),
    ]),
  };
});
const rendererRules = Object.entries(rendererLayers).map(([folder, allowed]) => ({
  files: [`src-renderer/${folder}/**/*.{ts,svelte}`],
  ignores: ['**/*.test.ts'],
  rules: refuse([
    ...Object.keys(rendererLayers)
      .filter((f) => f !== folder && !allowed.includes(f))
      .map((f) => ({
        regex: `^(\\.\\./)+${f}/`,
        message: `${folder}/ does not import ${f}/ (see the import table in eslint.config.js).`,
      })),
    {
      regex: '^#(?!domain/|api/contract)',
      message: 'The renderer sees #domain/* and the types of #api/contract.ts only.',
    },
    ...guardedPackages.filter((p) => !(p === 'three' && folder === 'gfx')).map(packagePattern),
  ]),
}));

export default ts.config(
  {
    ignores: [
      'out/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      'resources/',
      'src-main/wasm/*/kernels/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'bin/*.mjs'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // State is held in $state.raw and replaced whole, never edited in place: no proxies around records and pixels.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // The linter sees another component's props as `any`; svelte-check, run beside it, knows their types.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
  { files: ['bin/*.mjs', 'src-main/bench/**', 'src-main/sample/**'], rules: { 'no-console': 'off' } },
  ...mainRules,
  ...rendererRules,
);
