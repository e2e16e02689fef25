import type { AnnotationClass } from './Annotation.ts';

/**
 * The classes of a new project, with number keys 1–8.
 * Colours: Okabe & Ito, "Color Universal Design", 2008, tellable apart with any colour vision; `ignore` has grey
 * instead of the set's black, which cannot be seen on a dark picture.
 */
export const defaultClasses: readonly Omit<AnnotationClass, 'id'>[] = [
  { name: 'translucent', color: '#e69f00', key: 1 },
  { name: 'transparent', color: '#56b4e9', key: 2 },
  { name: 'mirror-like', color: '#009e73', key: 3 },
  { name: 'thin', color: '#f0e442', key: 4 },
  { name: 'texture-free', color: '#0072b2', key: 5 },
  { name: 'repetitive', color: '#d55e00', key: 6 },
  { name: 'background', color: '#cc79a7', key: 7 },
  { name: 'ignore', color: '#999999', key: 8 },
];
