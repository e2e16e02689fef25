/** A rectangle of whole pixels. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What of an image a card's tiles show, and where in the tile it stands. */
export interface CardView {
  /** Of the image, px. */
  readonly crop: Box;
  /** Within the tile, px; the rest is empty. */
  readonly place: Box;
}

/** Size of each tile as it is drawn, px; shown smaller it stays sharp. */
export const cardTile = { width: 176, height: 132 } as const;

const leastWidth = 48;
/** The region with as much again around it. */
const margin = 1.8;

/** The same crop at the same zoom for all tiles of a card: the region with its surroundings, 4:3 where the image allows. */
export function cardView(
  [x, y, width, height]: readonly [number, number, number, number],
  image: { readonly width: number; readonly height: number },
): CardView {
  const aspect = cardTile.width / cardTile.height;
  const wanted = Math.max(width * margin, height * margin * aspect, leastWidth);
  const cropWidth = Math.min(image.width, Math.round(wanted));
  const cropHeight = Math.min(image.height, Math.round(wanted / aspect));
  const crop = {
    x: startOf(x + width / 2, cropWidth, image.width),
    y: startOf(y + height / 2, cropHeight, image.height),
    width: cropWidth,
    height: cropHeight,
  };
  const zoom = Math.min(cardTile.width / cropWidth, cardTile.height / cropHeight);
  const shownWidth = Math.max(1, Math.min(cardTile.width, Math.round(cropWidth * zoom)));
  const shownHeight = Math.max(1, Math.min(cardTile.height, Math.round(cropHeight * zoom)));
  return {
    crop,
    place: {
      x: Math.floor((cardTile.width - shownWidth) / 2),
      y: Math.floor((cardTile.height - shownHeight) / 2),
      width: shownWidth,
      height: shownHeight,
    },
  };
}

function startOf(centre: number, length: number, limit: number): number {
  return Math.min(Math.max(Math.round(centre - length / 2), 0), limit - length);
}
