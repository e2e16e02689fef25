import type {
  FolderAnswer,
  ImportPreviewAnswer,
  ImportRequest,
  ProjectSummary,
  SetRecipeAnswer,
} from '#api/contract.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { getJson, queryOf, sendJson } from './request.ts';

export const projectClient = {
  open: (path: string) => sendJson<ProjectSummary>('POST', 'project/open', { path }),
  openSample: () => sendJson<ProjectSummary>('POST', 'project/sample'),
  import: (wanted: ImportRequest) => sendJson<ProjectSummary>('POST', 'project/import', wanted),
  previewImport: (wanted: Omit<ImportRequest, 'output'>, signal: AbortSignal) =>
    sendJson<ImportPreviewAnswer>('POST', 'import/preview', wanted, { signal }),
  folder: (path: string | null) => getJson<FolderAnswer>(`folders${queryOf({ path })}`),
  setRecipe: (recipe: Recipe) => sendJson<SetRecipeAnswer>('PUT', 'recipe', { recipe }),
};
