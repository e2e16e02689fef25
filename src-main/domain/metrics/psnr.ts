/**
 * Peak signal-to-noise ratio in dB: 10 · log10(L² / MSE).
 * @returns +Infinity for a mean squared error of 0.
 * Source: scikit-image `peak_signal_noise_ratio`.
 */
export function psnr(meanSquaredError: number, dataRange: number): number {
  return 10 * Math.log10(dataRange ** 2 / meanSquaredError);
}
