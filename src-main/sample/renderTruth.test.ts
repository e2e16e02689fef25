import { describe, expect, it } from 'vitest';
import { Camera } from './Camera.ts';
import { World } from './light/World.ts';
import { renderPicture } from './renderPicture.ts';
import { renderTruth, tracePixel } from './renderTruth.ts';
import type { MaskClass, Material, Scene, SceneObject } from './Scene.ts';
import { Patch } from './shapes/Patch.ts';
import { Plane } from './shapes/Plane.ts';
import type { Shape } from './shapes/Shape.ts';
import { Sphere } from './shapes/Sphere.ts';
import { addScaled, type Vec3 } from './vector.ts';

const white: Material = { kind: 'opaque', colour: () => [0.5, 0.5, 0.5] };
const toCamera: Vec3 = [0, 0, -1];

function thing(shape: Shape, material: Material = white, ...classes: MaskClass[]): SceneObject {
  return { shape, material, classes };
}

/** f = 100 px, B = 0.2 m, 48 × 32 px, light from the camera's direction, no noise. */
function sceneOf(objects: SceneObject[], doffsPx = 0, seed = 1): Scene {
  return {
    name: 'test',
    seed,
    rig: { focalPx: 100, cxPx: 23.5, cyPx: 15.5, baselineM: 0.2, doffsPx, width: 48, height: 32 },
    viewpoint: { position: [0, 0, 0], yaw: 0, pitch: 0 },
    sun: { direction: toCamera, radiance: [1, 1, 1], radius: 0 },
    sky: () => [0, 0, 0],
    ambient: { above: [0, 0, 0], below: [0, 0, 0], reachM: 0 },
    haze: null,
    objects,
    exposure: 1,
    noise: { dark: 0, bright: 0 },
  };
}

describe('renderTruth', () => {
  it.each([0, 3])('gives a wall at depth Z the disparity f·B/Z − doffs (doffs %d)', (doffs) => {
    const truth = renderTruth(new World(sceneOf([thing(new Plane([0, 0, 2.5], toCamera))], doffs)));
    expect(new Set(truth.disparity.values)).toEqual(new Set([8 - doffs]));
    expect(new Set(truth.depth.values)).toEqual(new Set([2.5]));
  });

  it('outlines a sphere exactly where rays touch it', () => {
    const [z, radius] = [4, 0.5];
    const scene = sceneOf([thing(new Sphere([0, 0, z], radius))]);
    const { disparity, masks } = renderTruth(new World(scene));
    for (let i = 0; i < disparity.values.length; i++) {
      const [x, y] = [((i % 48) - 23.5) / 100, (Math.floor(i / 48) - 15.5) / 100];
      const distance = z * Math.sqrt((x * x + y * y) / (x * x + y * y + 1));
      expect(Number.isNaN(disparity.values[i]!), `pixel ${i}`).toBe(distance > radius);
      expect(masks.get('background')!.data[i]).toBe(distance > radius ? 1 : 0);
    }
  });

  it('marks as occluded what a nearer strip hides from the right camera, and what leaves its picture', () => {
    // The strip spans x = 0 … 0.2 m at 2 m (10 px disparity): columns 23.5 … 33.5; the wall at 4 m has 5 px.
    const strip = new Patch([0.1, 0, 2], [0.1, 0, 0], [0, 5, 0]);
    const scene = sceneOf([thing(strip), thing(new Plane([0, 0, 4], toCamera))]);
    const { occlusion, disparity } = renderTruth(new World(scene));
    const row = 16 * 48;
    for (let x = 0; x < 48; x++) {
      const isStrip = x > 23.5 && x < 33.5;
      expect(disparity.values[row + x]).toBe(isStrip ? 10 : 5);
      // In the right picture the strip covers 13.5 … 23.5, which is 18.5 … 28.5 of the wall in the left one.
      const isHidden = !isStrip && x > 18.5 && x < 28.5;
      const isOutside = x - (isStrip ? 10 : 5) < -0.5;
      expect(occlusion.data[row + x], `column ${x}`).toBe(isHidden || isOutside ? 1 : 0);
    }
  });

  it('takes the front of a pane as the truth and says so in its mask', () => {
    const pane = thing(
      new Patch([0, 0, 2], [0.2, 0, 0], [0, 0.1, 0]),
      { kind: 'glass', tint: [1, 1, 1] },
      'translucent',
    );
    const { depth, masks } = renderTruth(new World(sceneOf([pane, thing(new Plane([0, 0, 4], toCamera))])));
    expect(new Set(depth.values)).toEqual(new Set([2, 4]));
    depth.values.forEach((value, i) => expect(masks.get('translucent')!.data[i]).toBe(value === 2 ? 1 : 0));
  });

  it('leads both cameras to the same point wherever it is not occluded', () => {
    const scene = sceneOf(
      [thing(new Sphere([0.1, 0.05, 3], 0.6)), thing(new Plane([0, -0.4, 0], [0, 1, 0]))],
      2,
    );
    const [world, camera] = [new World(scene), new Camera(scene)];
    let compared = 0;
    for (let i = 0; i < 48 * 32; i++) {
      const [x, y] = [i % 48, Math.floor(i / 48)];
      const { disparity, depth, isOccluded } = tracePixel(world, camera, x, y);
      if (Number.isNaN(depth) || isOccluded) continue;
      const [left, right] = [camera.ray('left', x, y), camera.ray('right', x - disparity, y)];
      const hit = world.meet(right, 1e-5)!;
      const a = addScaled(left.origin, left.direction, depth);
      const b = addScaled(right.origin, right.direction, hit.t);
      for (let k = 0; k < 3; k++) expect(a[k]!).toBeCloseTo(b[k]!, 6);
      const back = camera.project('right', a);
      expect(back.u).toBeCloseTo(x - disparity, 9);
      expect(back.v).toBeCloseTo(y, 9);
      compared++;
    }
    expect(compared).toBeGreaterThan(400);
  });
});

describe('renderPicture', () => {
  const wall = (noise: number, seed: number) => ({
    ...sceneOf([thing(new Plane([0, 0, 3], toCamera))], 0, seed),
    noise: { dark: noise, bright: noise },
  });

  it('shades by the cosine law and encodes as sRGB', () => {
    // Reflectance 0.5, sun straight on, radiance 1: signal 0.5, which sRGB encodes as 188.
    const { data } = renderPicture(new World(wall(0, 1)), 'left', 1);
    expect(new Set(data)).toEqual(new Set([188]));
  });

  it('gives the same bytes for the same seed and others for another seed', () => {
    const first = renderPicture(new World(wall(0.02, 7)), 'left', 2);
    expect(renderPicture(new World(wall(0.02, 7)), 'left', 2)).toEqual(first);
    expect(renderPicture(new World(wall(0.02, 8)), 'left', 2)).not.toEqual(first);
    expect(renderPicture(new World(wall(0.02, 7)), 'right', 2)).not.toEqual(first);
  });

  it('keeps what is behind glass in shadow of nothing but the tint', () => {
    const behind = thing(new Plane([0, 0, 3], toCamera));
    const pane = thing(new Plane([0, 0, 2], toCamera), { kind: 'glass', tint: [0.5, 1, 1] });
    const { data } = renderPicture(new World(sceneOf([behind, pane])), 'left', 1);
    // Light passes the pane twice: the red is a quarter of the wall's, less what the faces reflect.
    const centre = (16 * 48 + 24) * 3;
    expect(data[centre]!).toBeLessThan(data[centre + 1]! * 0.6);
    expect(data[centre]!).toBeGreaterThan(80);
  });
});
