import {
  interpolateInferno,
  interpolateMagma,
  interpolateRdBu,
  interpolateSpectral,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic';
import { expect, test } from 'vitest';

/**
 * The generator of tables/: the committed files must be what d3-scale-chromatic gives, and `vitest run -u` writes them.
 * Names and senses are ours: the last entry is the colour of the largest value.
 */
const greyAt = (t: number) =>
  `#${Math.round(t * 255)
    .toString(16)
    .padStart(2, '0')
    .repeat(3)}`;

const sources = [
  ['turbo', 'Turbo, near-perceptual rainbow; red at the top.', interpolateTurbo],
  ['inferno', 'Inferno, black to pale yellow.', interpolateInferno],
  ['viridis', 'Viridis, violet to yellow.', interpolateViridis],
  [
    'spectral',
    'ColorBrewer Spectral reversed (Spectral_r), blue to red.',
    (t: number) => interpolateSpectral(1 - t),
  ],
  ['grey', 'Grey, black to white, linear in the stored value.', greyAt],
  ['magma', 'Magma, black to pale rose.', interpolateMagma],
  [
    'blueRed',
    'ColorBrewer RdBu reversed, blue through white to red; white at the middle.',
    (t: number) => interpolateRdBu(1 - t),
  ],
] as const;

function hexOf(color: string): string {
  const short = /^#([0-9a-f]{6})$/i.exec(color);
  if (short) return short[1]!.toLowerCase();
  const channels = color.match(/\d+(\.\d+)?/g)!.slice(0, 3);
  return channels.map((c) => Math.round(Number(c)).toString(16).padStart(2, '0')).join('');
}

test.each(sources)('the table of %s is what d3-scale-chromatic gives', async (name, description, colorAt) => {
  const entries = Array.from({ length: 256 }, (_, i) => hexOf(colorAt(i / 255)));
  const rows = Array.from({ length: 16 }, (_, i) => `  '${entries.slice(i * 16, i * 16 + 16).join('')}'`);
  const source = `/** ${description} 256 entries of rrggbb. Written by tables.test.ts from d3-scale-chromatic 3.1.1. */\nexport const ${name} =\n${rows.join(' +\n')};\n`;
  await expect(source).toMatchFileSnapshot(`./tables/${name}.ts`);
});
