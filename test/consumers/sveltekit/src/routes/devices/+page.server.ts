/** What the server knows of this person. */
export const load = () => ({ providers: ['oura', 'garmin', 'google_health'] });
