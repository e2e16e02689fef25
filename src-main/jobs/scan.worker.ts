import { parentPort } from 'node:worker_threads';
import { serveScan } from './serveScan.ts';

serveScan(parentPort!);
