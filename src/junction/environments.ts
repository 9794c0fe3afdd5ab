/** Junction's environments. */
export const environments = ['production', 'sandbox'] as const;

/** Junction's regions. */
export const regions = ['us', 'eu'] as const;

export type Environment = (typeof environments)[number];

export type Region = (typeof regions)[number];
