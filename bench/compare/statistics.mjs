/** Medians with their spread, and ratios. */

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

/** Returns a quantile, between the two nearest numbers. */
function quantile(numbers, fraction) {
  const list = sorted(numbers);
  const position = (list.length - 1) * fraction;
  const low = Math.floor(position);
  return list[low] + (position - low) * ((list[low + 1] ?? list[low]) - list[low]);
}

export const median = (numbers) => quantile(numbers, 0.5);

/** Returns the median and the interquartile range. */
export const summaryOf = (numbers) => ({
  median: median(numbers),
  spread: quantile(numbers, 0.75) - quantile(numbers, 0.25),
});

/** Returns the median of the ratios of each round. Both numbers of a round were measured one right after the other. */
export const ratioOf = (ours, theirs) => median(ours.map((number, round) => number / theirs[round]));
