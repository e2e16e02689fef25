import type { DataCosts, Messages, Smoothness } from './BeliefGrid.ts';
import { MessagePassing } from './MessagePassing.ts';

/** Passes messages on one level of the pyramid. */
export interface BeliefRows {
  /** The nodes of row y where x + y + parity is even send. Senders of one parity only hear the other's. */
  sendRow(y: number, parity: number): void;
  /** Cost plus all messages of every node and label in row y. */
  beliefs(y: number, beliefs: Int32Array): void;
}

/** Where a match keeps its costs and messages, and who works on them. */
export interface BeliefMemory {
  /** Zeros. */
  bytes(length: number): Uint8Array;
  words(length: number): Uint16Array;
  /** @param data, messages  made of this memory's arrays */
  passing(data: DataCosts, messages: Messages, smoothness: Smoothness): BeliefRows;
}

/** @param bytes  at most so many will be asked for. wasm/matchers has a memory with faster, equal passing. */
export type MakeBeliefMemory = (bytes: number) => BeliefMemory;

export const readableBeliefs: MakeBeliefMemory = () => ({
  bytes: (length) => new Uint8Array(length),
  words: (length) => new Uint16Array(length),
  passing: (data, messages, smoothness) => new MessagePassing(data, messages, smoothness),
});
