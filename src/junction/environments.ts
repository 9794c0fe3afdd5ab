/** Junction's environments. The first one is used where nothing says which. */
export const environments = ['production', 'sandbox'] as const;

/** Junction's regions. The first one is used where nothing says which. */
export const regions = ['us', 'eu'] as const;

export type Environment = (typeof environments)[number];

export type Region = (typeof regions)[number];
