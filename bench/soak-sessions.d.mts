/** Returns true when the sessions have left nothing in the page. */
export function soakSessions(count?: number, print?: (line: string) => void): Promise<boolean>;
