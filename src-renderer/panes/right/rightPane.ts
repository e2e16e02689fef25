import {
  failureOf,
  pictureFacts,
  quietMessage,
  rectifiedBadge,
  type PaneContext,
  type PaneModel,
} from '../paneModel.ts';

export function rightPane({ layers }: PaneContext): PaneModel {
  const picture = layers.right.value;
  return {
    kind: 'right',
    title: 'Right image',
    badge: rectifiedBadge(layers),
    facts: pictureFacts(picture),
    content: picture && { kind: 'picture', picture },
    bar: null,
    message:
      failureOf(layers.right) ??
      (layers.asset('right') ? null : quietMessage('This item has no right image')),
    isLoading: layers.right.isLoading,
  };
}
