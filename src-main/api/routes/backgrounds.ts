import type { Hono } from 'hono';
import { limbBand } from '#domain/ignore/limbBand.ts';
import { paintBackground } from '#domain/ignore/paintBackground.ts';
import { validateBackgroundRule } from '#domain/ignore/validateBackgroundRule.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { folderBackground } from '#jobs/folderBackground.ts';
import { backgroundBy, shownPicture } from '#jobs/itemBackground.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, integer, jsonBody } from '../bodyGuards.ts';
import type { BackgroundAnswer, BackgroundPreview } from '../contract.ts';
import { projectSummary } from '../projectSummary.ts';

/** Enough to judge a mask by, and little to send. */
const previewPx = 560;

/** GET and PUT /roots/:id/background {rule}, POST /items/:id/background {rule} (what a rule would do; nothing is kept) */
export function backgroundRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/roots/:id/background', async (c) => {
      const { project, pool } = workspace;
      const answer: BackgroundAnswer = await folderBackground(
        { project, pool, signal: c.req.raw.signal },
        idInPath(c),
      );
      return c.json(answer);
    })
    .put('/roots/:id/background', async (c) => {
      const { rule } = await jsonBody(c);
      workspace.edits.setBackground(idInPath(c), rule === null ? null : validateBackgroundRule(rule));
      return c.json(projectSummary(workspace));
    })
    .post('/items/:id/background', async (c) => {
      const { rule: given } = await jsonBody(c);
      const rule = validateBackgroundRule(given);
      const { project, pool } = workspace;
      const studio = { project, pool, signal: c.req.raw.signal };
      const item = project.items.get(integer(idInPath(c), 'id', 1));
      const [picture, mask] = [await shownPicture(studio, item), await backgroundBy(studio, item, rule)];
      const limb = limbBand(mask, rule.limbPx);
      const painted = paintBackground(picture, mask, limb, previewPx);
      const answer: BackgroundPreview = {
        png: Buffer.from(await encodePicture(painted)).toString('base64'),
        ...{ width: painted.width, height: painted.height },
        ...{ background: shareOf(mask.data), limb: shareOf(limb) },
      };
      return c.json(answer);
    });
}

function shareOf(mask: Uint8Array): number {
  let count = 0;
  for (const value of mask) if (value !== 0) count += 1;
  return count / mask.length;
}
