import { measureDarkness } from '#compute/tasks/measureDarkness.task.ts';
import { isStudioError } from '#domain/errors.ts';
import type { BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import type { PictureDarkness } from '#domain/ignore/measureDarkness.ts';
import { parseBackgroundRule } from '#domain/ignore/parseBackgroundRule.ts';
import { proposeBackground } from '#domain/ignore/proposeBackground.ts';
import { shownPicture } from './itemBackground.ts';
import type { JobContext } from './JobContext.ts';

/** So many pictures of a folder are looked at, spread over it. */
const lookedAt = 8;

/** A folder's rule, and the one that its pictures ask for. */
export interface FolderBackgroundFacts {
  readonly rule: BackgroundRule | null;
  readonly proposal: { readonly rule: BackgroundRule; readonly reason: string } | null;
  /** Pictures that were looked at for the proposal. */
  readonly pictures: number;
}

/** Looks at some of a folder's pictures; those that cannot be read are passed over. @throws NotFound (root) */
export async function folderBackground(
  studio: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  rootId: number,
): Promise<FolderBackgroundFacts> {
  const { project, pool, signal } = studio;
  const { background } = project.roots.get(rootId);
  const figures: PictureDarkness[] = [];
  for (const id of project.roots.someItems(rootId, lookedAt)) {
    try {
      const picture = await shownPicture(studio, project.items.get(id));
      figures.push(await pool.run(measureDarkness, picture, { signal }));
    } catch (error) {
      // A damaged picture is a problem of its own.
      if (!isStudioError(error)) throw error;
    }
  }
  return {
    rule: background === null ? null : parseBackgroundRule(background),
    proposal: proposeBackground(figures),
    pictures: figures.length,
  };
}
