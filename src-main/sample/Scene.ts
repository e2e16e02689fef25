import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Shape } from './shapes/Shape.ts';
import type { Vec3 } from './vector.ts';

/** What makes matching hard; every class becomes a mask of the pixels whose centre ray first meets such a thing. */
export const maskClasses = [
  'translucent',
  'thin',
  'mirror-like',
  'texture-free',
  'repetitive',
  'background',
] as const;
export type MaskClass = (typeof maskClasses)[number];

/** A point on a surface as a texture sees it. */
export interface SurfacePoint {
  readonly position: Vec3;
  /** Unit, turned towards the viewer. */
  readonly normal: Vec3;
  /** Metres along the surface. */
  readonly u: number;
  readonly v: number;
  /** Width of one pixel on the surface, metres. */
  readonly footprint: number;
}

/** Linear RGB reflectance in [0, 1]. */
export type Texture = (at: SurfacePoint) => Vec3;

export interface OpaqueMaterial {
  readonly kind: 'opaque';
  readonly colour: Texture;
  /** Reflectance at normal incidence of the glossy coat, default 0 (dull). */
  readonly gloss?: number;
  /** Width of the highlight: 0.05 polished … 0.6 satin. A coat below 0.2 also mirrors its surroundings. */
  readonly roughness?: number;
  /** Height in metres of fine relief that tilts the shading but not the geometry. */
  readonly relief?: (at: SurfacePoint) => number;
  /** Share of the light from behind that shines through, as in a leaf. */
  readonly translucency?: number;
  /** Own light, linear RGB radiance. */
  readonly glow?: Vec3;
}

/** A thin wall of glass: no refraction; reflects by Fresnel, tints what is behind it. */
export interface GlassMaterial {
  readonly kind: 'glass';
  /** Share of the light that passes the wall straight. */
  readonly tint: Vec3;
}

interface MirrorMaterial {
  readonly kind: 'mirror';
  readonly tint: Vec3;
}

export type Material = OpaqueMaterial | GlassMaterial | MirrorMaterial;

export interface SceneObject {
  readonly shape: Shape;
  readonly material: Material;
  readonly classes: readonly MaskClass[];
}

interface Viewpoint {
  /** Optical centre of the left camera, metres. */
  readonly position: Vec3;
  /** Turn to the right and upwards, radians. */
  readonly yaw: number;
  readonly pitch: number;
}

export interface Scene {
  /** File name of the frame. */
  readonly name: string;
  readonly seed: number;
  readonly rig: StereoRig & { readonly baselineM: number };
  readonly viewpoint: Viewpoint;
  readonly sun: {
    /** Unit, towards the sun. */
    readonly direction: Vec3;
    readonly radiance: Vec3;
    /** Half the sun's apparent width, radians: softness of shadows. */
    readonly radius: number;
  };
  /** Small lamps: light falls off with the square of the distance; `power` is the radiance on a white facing sheet at 1 m. */
  readonly lamps?: readonly { readonly position: Vec3; readonly power: Vec3 }[];
  /** Radiance that a ray meets when it meets no object. */
  readonly sky: (direction: Vec3) => Vec3;
  /** Light from all around, for surfaces that look up and down, and how far its shadows reach (0: no shadows). */
  readonly ambient: { readonly above: Vec3; readonly below: Vec3; readonly reachM: number };
  readonly haze: { readonly colour: Vec3; readonly perMetre: number } | null;
  readonly objects: readonly SceneObject[];
  /** Factor from radiance to sensor signal; 1 is full. */
  readonly exposure: number;
  /** Standard deviation of the sensor's noise at zero and at full signal, share of full. */
  readonly noise: { readonly dark: number; readonly bright: number };
}
