import {
  failureOf,
  pictureFacts,
  quietMessage,
  rectifiedBadge,
  type PaneContext,
  type PaneModel,
} from '../paneModel.ts';

export function leftPane({ layers }: PaneContext): PaneModel {
  const picture = layers.left.value;
  return {
    kind: 'left',
    title: 'Left image',
    badge: rectifiedBadge(layers),
    facts: pictureFacts(picture),
    content: picture && { kind: 'picture', picture },
    bar: null,
    message:
      failureOf(layers.left) ?? (layers.asset('left') ? null : quietMessage('This item has no left image')),
    isLoading: layers.left.isLoading,
  };
}
