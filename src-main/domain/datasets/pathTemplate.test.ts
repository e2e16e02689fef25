import { describe, expect, it } from 'vitest';
import { pathTemplate } from './pathTemplate.ts';

describe('pathTemplate', () => {
  it('finds what tokens stand for', () => {
    const template = pathTemplate('{**place}image_2/{scene:\\d{6}}_10.(png|jpg)');
    expect(template.match('a/b/image_2/000003_10.jpg')).toEqual({ place: 'a/b/', scene: '000003' });
    expect(template.match('image_2/000003_10.png')).toEqual({ place: '', scene: '000003' });
    expect(template.match('image_2/000003_11.png')).toBeNull();
    expect(template.match('image_2/deeper/000003_10.png')).toBeNull();
    expect(template.match('Ximage_2/000003_10.png')).toBeNull();
  });

  it('fills in every choice that is left open', () => {
    const template = pathTemplate('{**place}frames(_webp|)/{frame}.(png|webp)');
    expect(template.fill({ place: 'x/', frame: 'a(1)' })).toEqual([
      'x/frames_webp/a(1).png',
      'x/frames_webp/a(1).webp',
      'x/frames/a(1).png',
      'x/frames/a(1).webp',
    ]);
  });

  it('takes names with characters that mean something in expressions for what they are', () => {
    expect(pathTemplate('a+b/{x}.d').match('a+b/$&.d')).toEqual({ x: '$&' });
    expect(pathTemplate('a+b/{x}.d').fill({ x: '$&' })).toEqual(['a+b/$&.d']);
    expect(pathTemplate('a.b').match('aXb')).toBeNull();
  });

  it('wants a token that is named twice to stand for the same', () => {
    const template = pathTemplate('{scene}/depth/{scene}.png');
    expect(template.match('s1/depth/s1.png')).toEqual({ scene: 's1' });
    expect(template.match('s1/depth/s2.png')).toBeNull();
  });
});
