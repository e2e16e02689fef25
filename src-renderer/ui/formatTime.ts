import { formatFixed } from './formatNumber.ts';
import { noValue } from './noValue.ts';

/** How long something takes, in the two largest units: `0.4 s`, `22 s`, `3 min 10 s`, `1 h 5 min`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return noValue;
  if (seconds < 1) return `${formatFixed(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** Items per second, or per minute where that is under one. */
export function formatRate(itemsPerSecond: number | null | undefined): string {
  if (itemsPerSecond === null || itemsPerSecond === undefined || !Number.isFinite(itemsPerSecond))
    return noValue;
  if (itemsPerSecond >= 10) return `${formatFixed(itemsPerSecond, 0)} items/s`;
  if (itemsPerSecond >= 1) return `${formatFixed(itemsPerSecond, 1)} items/s`;
  return `${formatFixed(itemsPerSecond * 60, 1)} items/min`;
}

/** The time of day of an ISO moment, with the date where it was not today. */
export function formatMoment(iso: string, now: Date): string {
  const moment = new Date(iso);
  const time = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (moment.toDateString() === now.toDateString()) return time;
  return `${moment.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${time}`;
}
