import type { Annotation, AnnotationClass, Point, Shape } from '#domain/annotation/Annotation.ts';
import type { RegionRecord } from '#domain/records.ts';
import { imageFromPane, paneFromImage } from '../../studio/viewport.ts';
import { brushPicture } from './brushPicture.ts';
import { outstandingRegions } from './outstandingRegions.ts';
import type { OverlayScene } from './overlayScene.ts';

type Context = CanvasRenderingContext2D;

/** The colour of failure regions: the studio's "wrong", the same in both themes because it stands on pictures. */
const regionColor = '#ff4d3d';
const under = 'rgb(0 0 0 / 65%)';
/** From this enlargement on, pixels have visible borders, and from the second on, their values written in. */
const gridZoom = 16;
const textZoom = 32;
/** Opacity of shapes over a map that is being read; a painted wire is nothing but edge, so it is fainter still. */
const faintLine = 0.7;
const faintBrush = 0.22;
/** A second cue beside the colour: each class has its own line. */
const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 5], [1, 4], [6, 2, 1, 2]];

/** Draws regions, annotations and the shape being drawn; every line twice, dark under light, to show on any picture. */
export function paintOverlay(context: Context, scene: OverlayScene, pixelRatio: number): void {
  const { pane } = scene;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, pane.width, pane.height);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (scene.view.zoom >= gridZoom) paintPixels(context, scene);
  for (const annotation of scene.annotations) {
    if (annotation.id !== scene.draft?.replaces) paintAnnotation(context, scene, annotation);
  }
  for (const region of scene.regions) {
    if (region.id !== scene.selectedRegionId) paintRegion(context, scene, region, false);
  }
  const selected = scene.regions.find(({ id }) => id === scene.selectedRegionId);
  if (selected) paintRegion(context, scene, selected, true);
  paintDraft(context, scene);
}

function paintRegion(context: Context, scene: OverlayScene, region: RegionRecord, isSelected: boolean): void {
  const [x, y, width, height] = region.bbox;
  const from = paneFromImage(scene.view, scene.pane, { x, y });
  const to = paneFromImage(scene.view, scene.pane, { x: x + width, y: y + height });
  const box = new Path2D();
  box.rect(from.x, from.y, to.x - from.x, to.y - from.y);
  const isOutstanding = isSelected || region.rank <= outstandingRegions;
  context.globalAlpha = isOutstanding ? 1 : 0.55;
  strokeTwice(context, box, regionColor, isSelected ? 2.5 : isOutstanding ? 1.25 : 0.75);
  context.globalAlpha = 1;
  if (isSelected) strokeTwice(context, pathOf(scene, region.outline, true), '#ffffff', 1);
  const hasLabel = isSelected || (isOutstanding && to.x - from.x > 28);
  if (hasLabel) paintLabel(context, String(region.rank), from.x, from.y, regionColor);
}

function paintAnnotation(context: Context, scene: OverlayScene, annotation: Annotation): void {
  const index = scene.classes.findIndex(({ id }) => id === annotation.classId);
  const kind = scene.classes[index];
  const isSelected = annotation.id === scene.selectedAnnotationId;
  const color = kind?.color ?? '#ffffff';
  const isFaint = scene.areShapesFaint && !isSelected;
  paintShape(context, scene, annotation.shape, {
    color,
    dash: dashes[index % dashes.length] ?? [],
    isSelected,
    isFaint,
  });
  const label = isFaint ? null : labelPlace(scene, annotation.shape, kind);
  if (label) paintLabel(context, label.text, label.x, label.y, color);
  if (isSelected && scene.hasHandles) paintHandles(context, scene, pointsOf(annotation.shape));
}

interface ShapeStyle {
  readonly color: string;
  readonly dash: readonly number[];
  readonly isSelected: boolean;
  /** A thin line without a filling. */
  readonly isFaint: boolean;
}

function paintShape(
  context: Context,
  scene: OverlayScene,
  shape: Shape,
  { color, dash, isSelected, isFaint }: ShapeStyle,
): void {
  if (shape.kind === 'brush') {
    paintBrush(context, scene, shape.counts, color, isSelected ? 1 : isFaint ? faintBrush : 0.75);
    return;
  }
  const path = new Path2D();
  for (const part of shape.kind === 'polygon' ? shape.parts : [shape.points]) {
    path.addPath(pathOf(scene, part, shape.kind === 'polygon'));
  }
  if (isFaint) {
    context.globalAlpha = faintLine;
    strokeTwice(context, path, color, 1, dash);
    context.globalAlpha = 1;
    return;
  }
  context.globalAlpha = isSelected ? 0.35 : 0.22;
  if (shape.kind === 'polygon') {
    context.fillStyle = color;
    context.fill(path, 'evenodd');
  } else {
    context.strokeStyle = color;
    context.lineWidth = shape.widthPx * scene.view.zoom;
    context.stroke(path);
  }
  context.globalAlpha = 1;
  strokeTwice(context, path, color, isSelected ? 2.5 : 1.5, dash);
}

function paintBrush(
  context: Context,
  scene: OverlayScene,
  counts: string,
  color: string,
  opacity: number,
): void {
  const { image, view, pane } = scene;
  const from = paneFromImage(view, pane, { x: 0, y: 0 });
  context.imageSmoothingEnabled = false;
  context.globalAlpha = opacity;
  const picture = brushPicture(counts, image, color);
  context.drawImage(picture, from.x, from.y, image.width * view.zoom, image.height * view.zoom);
  context.globalAlpha = 1;
}

function paintDraft(context: Context, scene: OverlayScene): void {
  const { draft } = scene;
  if (!draft) return;
  const index = scene.classes.findIndex(({ id }) => id === draft.classId);
  const color = draft.isErasing ? '#ffffff' : (scene.classes[index]?.color ?? '#ffffff');
  const points = pointsOf(draft.shape);
  if (draft.isOpen && draft.shape.kind === 'polygon') {
    strokeTwice(context, pathOf(scene, points, false), color, 2);
    strokeTwice(context, pathOf(scene, [points[0]!, points.at(-1)!], false), color, 1, [3, 4]);
  } else {
    paintShape(context, scene, draft.shape, { color, dash: [], isSelected: true, isFaint: false });
  }
  if (draft.isOpen || draft.replaces) paintHandles(context, scene, points);
}

function paintHandles(context: Context, scene: OverlayScene, points: readonly Point[]): void {
  for (const [x, y] of points) {
    const at = paneFromImage(scene.view, scene.pane, { x, y });
    context.fillStyle = '#111111';
    context.fillRect(at.x - 4, at.y - 4, 8, 8);
    context.fillStyle = '#ffffff';
    context.fillRect(at.x - 2.5, at.y - 2.5, 5, 5);
  }
}

function paintPixels(context: Context, { view, pane, image, textAt }: OverlayScene): void {
  const from = imageFromPane(view, pane, { x: 0, y: 0 });
  const to = imageFromPane(view, pane, { x: pane.width, y: pane.height });
  const [left, top] = [Math.max(0, Math.floor(from.x)), Math.max(0, Math.floor(from.y))];
  const [right, bottom] = [Math.min(image.width, Math.ceil(to.x)), Math.min(image.height, Math.ceil(to.y))];
  const grid = new Path2D();
  for (let x = left; x <= right; x += 1) line(grid, paneX(x), paneY(top), paneX(x), paneY(bottom));
  for (let y = top; y <= bottom; y += 1) line(grid, paneX(left), paneY(y), paneX(right), paneY(y));
  context.strokeStyle = 'rgb(128 128 128 / 45%)';
  context.lineWidth = 1;
  context.stroke(grid);
  if (!textAt || view.zoom < textZoom) return;
  context.font = `${Math.min(13, Math.max(8, view.zoom / 4))}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const text = textAt(x, y);
      if (text) textTwice(context, text, paneX(x + 0.5), paneY(y + 0.5));
    }
  }

  function paneX(x: number): number {
    return (x - view.centerX) * view.zoom + pane.width / 2;
  }
  function paneY(y: number): number {
    return (y - view.centerY) * view.zoom + pane.height / 2;
  }
}

function line(path: Path2D, x0: number, y0: number, x1: number, y1: number): void {
  path.moveTo(x0, y0);
  path.lineTo(x1, y1);
}

function pointsOf(shape: Shape): readonly Point[] {
  return shape.kind === 'polygon' ? shape.parts.flat() : shape.kind === 'polyline' ? shape.points : [];
}

function pathOf({ view, pane }: OverlayScene, points: readonly Point[], isClosed: boolean): Path2D {
  const path = new Path2D();
  for (const [x, y] of points) {
    const at = paneFromImage(view, pane, { x, y });
    path.lineTo(at.x, at.y);
  }
  if (isClosed) path.closePath();
  return path;
}

function strokeTwice(
  context: Context,
  path: Path2D,
  color: string,
  width: number,
  dash: readonly number[] = [],
): void {
  context.setLineDash([]);
  context.strokeStyle = under;
  context.lineWidth = width + 2;
  context.stroke(path);
  context.setLineDash([...dash]);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
  context.setLineDash([]);
}

function textTwice(context: Context, text: string, x: number, y: number): void {
  context.strokeStyle = 'rgb(0 0 0 / 75%)';
  context.lineWidth = 3;
  context.strokeText(text, x, y);
  context.fillStyle = '#ffffff';
  context.fillText(text, x, y);
}

/** The class's name below a shape, where the shape is large enough on screen to carry it. */
function labelPlace(
  { view, pane }: OverlayScene,
  shape: Shape,
  kind: AnnotationClass | undefined,
): { text: string; x: number; y: number } | null {
  const points = pointsOf(shape);
  if (!kind || points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, bottom] = [Math.min(...xs), Math.max(...ys)];
  const size = Math.max(Math.max(...xs) - left, bottom - Math.min(...ys)) * view.zoom;
  const at = paneFromImage(view, pane, { x: left, y: bottom });
  return size < 48 ? null : { text: kind.name, x: at.x, y: at.y + 16 };
}

function paintLabel(context: Context, text: string, x: number, y: number, color: string): void {
  context.font = '600 10px system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 8;
  const top = Math.max(0, y - 14);
  context.fillStyle = 'rgb(17 17 17 / 82%)';
  context.fillRect(x, top, width, 13);
  context.fillStyle = color;
  context.fillRect(x, top, 2, 13);
  context.fillStyle = '#ffffff';
  context.fillText(text, x + 5, top + 7);
}
