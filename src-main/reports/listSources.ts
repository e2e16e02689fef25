import type { Project } from '#project/Project.ts';
import type { ReportedItem, SourceFile } from './ReportModel.ts';

/** The source files of the items, with what identifies them. */
export function listSources(project: Project, items: readonly ReportedItem[]): SourceFile[] {
  return items.flatMap((item) =>
    project.items.assets(item.id).map(({ role, path, encoding, sizeBytes, sha256 }) => ({
      item: item.name,
      role,
      path,
      encoding: encoding?.name ?? null,
      sizeBytes,
      sha256: sha256 ?? '',
    })),
  );
}
