/** What stands where there is no number: never 0, never NaN. */
export const noValue = '–';
