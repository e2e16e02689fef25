import type { Hono } from 'hono';
import { parseGivenEncodings } from '#domain/datasets/givenEncodings.ts';
import { problemKinds } from '#domain/doctor/ProblemKind.ts';
import { checkDraft } from '#jobs/doctor/checkJob.ts';
import { previewProblems } from '#jobs/doctor/previewProblems.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, jsonBody, oneOf, pageInQuery, text, textOrNull } from '../bodyGuards.ts';
import type { ImportCheckAnswer, ProblemListAnswer, ProblemsAnswer, RemedyAnswer } from '../contract.ts';
import { projectSummary } from '../projectSummary.ts';

const kinds = problemKinds.map(({ kind }) => kind);

/** GET /problems, /problems/list, POST /problems/:id/remedy, /problems/check, /import/check */
export function problemRoutes(app: Hono, { workspace, paths }: ApiContext): void {
  app
    .get('/problems', (c) => {
      const { problems, items } = workspace.project;
      const answer: ProblemsAnswer = {
        problems: problems.list(500),
        kinds: problems.kinds(),
        checked: problems.checkedCount(),
        items: items.count(),
      };
      return c.json(answer);
    })
    .get('/problems/list', (c) => {
      const answer: ProblemListAnswer = workspace.project.problems.page({
        ...pageInQuery(c),
        kind: oneOf(c.req.query('kind'), 'kind', kinds),
        state: oneOf(c.req.query('state') ?? 'open', 'state', ['open', 'settled']),
        text: c.req.query('text') ?? '',
      });
      return c.json(answer);
    })
    .post('/problems/:id/remedy', async (c) => {
      const problemId = idInPath(c);
      const body = await jsonBody(c);
      const request = { problemId, key: text(body.key, 'key'), alike: body.alike === true };
      const { settled, refused, left } = await workspace.edits.remedy(request, c.req.raw.signal);
      const answer: RemedyAnswer = {
        project: projectSummary(workspace),
        settled,
        refused: refused.slice(0, 20),
        left,
      };
      return c.json(answer);
    })
    .post('/problems/check', (c) => c.json(workspace.queue.add(checkDraft(null))))
    .post('/import/check', async (c) => {
      const body = await jsonBody(c);
      const groundTruthEncoding = textOrNull(body.groundTruthEncoding, 'groundTruthEncoding');
      parseGivenEncodings(groundTruthEncoding);
      const root = await paths.allowed(text(body.root, 'root'), 'root');
      const answer: ImportCheckAnswer = await previewProblems(
        root,
        { layout: text(body.layout, 'layout'), groundTruthEncoding },
        c.req.raw.signal,
      );
      return c.json(answer);
    });
}
