import type { AnnotationRecall, RecallQuestion } from '#domain/regions/annotationRecall.ts';
import { defineTask } from './Task.ts';

export const annotationRecall = defineTask<RecallQuestion, AnnotationRecall>('annotationRecall');
