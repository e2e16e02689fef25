import type { Hono } from 'hono';
import { validateRecipe } from '#domain/evaluation/validateRecipe.ts';
import type { ApiContext } from '../ApiContext.ts';
import { jsonBody } from '../bodyGuards.ts';
import type { SetRecipeAnswer } from '../contract.ts';

/** PUT /recipe */
export function recipeRoutes(app: Hono, { workspace }: ApiContext): void {
  app.put('/recipe', async (c) => {
    const body = await jsonBody(c);
    const { recipe, job } = workspace.edits.setRecipe(validateRecipe(body.recipe));
    const answer: SetRecipeAnswer = { recipe, jobId: job?.id ?? null };
    return c.json(answer);
  });
}
