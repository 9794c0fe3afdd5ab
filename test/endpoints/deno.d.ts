/** What the recipe uses of Deno, for the compiler of a project that runs in Node. */
declare const Deno: {
  readonly env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): unknown;
};
