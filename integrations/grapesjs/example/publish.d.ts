export function publish(page: { html: string; css: string }): string;
