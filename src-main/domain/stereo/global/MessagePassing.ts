import type { DataCosts, Messages, Smoothness } from './BeliefGrid.ts';

/**
 * Min-sum messages on one level. What node p tells its neighbour q about q's label b is
 *   m(b) = min_a ( cost(p, a) + Σ messages to p except q's + min(slope · |a − b|, most) )
 * less its minimum. The minimum over a is found in two passes along the labels (distance transform), and by the
 * smallest of all plus `most`. All integers: every message lies in [0, most] and nothing is rounded.
 * Source: Felzenszwalb & Huttenlocher 2006, doi:10.1007/s11263-006-7899-4.
 */
export class MessagePassing {
  private readonly data: DataCosts;
  private readonly messages: Messages;
  private readonly smoothness: Smoothness;
  private readonly heard: Int32Array;
  private readonly candidate: Int32Array;
  private readonly silence: Uint8Array;

  constructor(data: DataCosts, messages: Messages, smoothness: Smoothness) {
    this.data = data;
    this.messages = messages;
    this.smoothness = smoothness;
    this.heard = new Int32Array(data.labels);
    this.candidate = new Int32Array(data.labels);
    this.silence = new Uint8Array(data.labels);
  }

  /** The nodes of row y where x + y + parity is even send. Senders of one parity only hear the other's. */
  sendRow(y: number, parity: number): void {
    for (let x = (y + parity) & 1; x < this.data.columns; x += 2) this.sendFrom(x, y);
  }

  /** Cost plus all messages of every node and label in row y. */
  beliefs(y: number, beliefs: Int32Array): void {
    const { columns, labels } = this.data;
    for (let x = 0; x < columns; x++) {
      this.listen(x, y);
      beliefs.set(this.heard, x * labels);
    }
  }

  /** Nodes at the border also speak outwards: the level below inherits it as what is said inside the 2 × 2 nodes. */
  private sendFrom(x: number, y: number): void {
    const { silence } = this;
    const { up, down, left, right } = this.messages;
    const { columns, rows, labels } = this.data;
    const at = (y * columns + x) * labels;
    const below = columns * labels;
    this.listen(x, y);
    this.send(y > 0 ? down : silence, y > 0 ? at - below : 0, up, at);
    this.send(y < rows - 1 ? up : silence, y < rows - 1 ? at + below : 0, down, at);
    this.send(x > 0 ? right : silence, x > 0 ? at - labels : 0, left, at);
    this.send(x < columns - 1 ? left : silence, x < columns - 1 ? at + labels : 0, right, at);
  }

  /** Sums the node's costs and what its neighbours tell it into `heard`. */
  private listen(x: number, y: number): void {
    const { up, down, left, right } = this.messages;
    const { columns, rows, labels, values } = this.data;
    const { heard, silence } = this;
    const at = (y * columns + x) * labels;
    const below = columns * labels;
    const fromBelow = y < rows - 1 ? up : silence;
    const fromAbove = y > 0 ? down : silence;
    const fromRight = x < columns - 1 ? left : silence;
    const fromLeft = x > 0 ? right : silence;
    const atBelow = y < rows - 1 ? at + below : 0;
    const atAbove = y > 0 ? at - below : 0;
    const atRight = x < columns - 1 ? at + labels : 0;
    const atLeft = x > 0 ? at - labels : 0;
    for (let l = 0; l < labels; l++) {
      const vertical = fromBelow[(atBelow + l) | 0]! + fromAbove[(atAbove + l) | 0]!;
      const horizontal = fromRight[(atRight + l) | 0]! + fromLeft[(atLeft + l) | 0]!;
      heard[l] = (values[(at + l) | 0]! + vertical + horizontal) | 0;
    }
  }

  /**
   * Writes the message to one neighbour.
   * @param reply, atReply  what that neighbour said, which it is not told again
   */
  private send(reply: Uint8Array, atReply: number, message: Uint8Array, at: number): void {
    const { heard, candidate } = this;
    const { slope, most } = this.smoothness;
    const { labels } = this.data;
    let least = (heard[0]! - reply[atReply]!) | 0;
    let before = least;
    candidate[0] = least;
    for (let l = 1; l < labels; l++) {
      const own = (heard[l]! - reply[(atReply + l) | 0]!) | 0;
      if (own < least) least = own;
      before = (before + slope) | 0;
      if (own < before) before = own;
      candidate[l] = before;
    }
    const limit = (least + most) | 0;
    before = limit;
    for (let l = labels - 1; l >= 0; l--) {
      before = (before + slope) | 0;
      const forward = candidate[l]!;
      if (forward < before) before = forward;
      if (limit < before) before = limit;
      message[(at + l) | 0] = before - least;
    }
  }
}
