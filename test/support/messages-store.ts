/** Removes the store of texts, so that the next use makes a new one. The built-in texts stay. */
export function resetMessages(): void {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('junction-connect.messages')];
}
