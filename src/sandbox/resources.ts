/**
 * The kinds of data that every provider has in the sandbox, by their names in Junction's API. This is the sandbox's own
 * choice. It has no health data.
 */
export const resources = ['activity', 'sleep'] as const;
