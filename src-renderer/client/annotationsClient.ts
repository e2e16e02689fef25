import type {
  AnnotationEditAnswer,
  AnnotationImportAnswer,
  AnnotationsAnswer,
  ClassesAnswer,
} from '#api/contract.ts';
import type { AnnotationClass, AnnotationDiff } from '#domain/annotation/Annotation.ts';
import { getJson, request, sendJson } from './request.ts';

export const annotationsClient = {
  ofItem: (itemId: number, signal?: AbortSignal) =>
    getJson<AnnotationsAnswer>(`annotations?item=${itemId}`, signal),
  applyDiff: (diff: AnnotationDiff) => sendJson<AnnotationEditAnswer>('POST', 'annotations/diff', { diff }),
  undo: () => sendJson<AnnotationEditAnswer>('POST', 'annotations/undo'),
  redo: () => sendJson<AnnotationEditAnswer>('POST', 'annotations/redo'),
  saveClasses: (classes: readonly AnnotationClass[]) =>
    sendJson<ClassesAnswer>('PUT', 'annotations/classes', { classes }),
  /** Address of an export, for a download link. */
  exportUrl: (format: 'coco' | 'masks') => `/api/annotations/export?format=${format}`,
  import: async (format: 'coco' | 'masks', file: Blob): Promise<AnnotationImportAnswer> => {
    const response = await request(`annotations/import?format=${format}`, { method: 'POST', body: file });
    return (await response.json()) as AnnotationImportAnswer;
  },
};
