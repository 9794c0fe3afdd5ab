/** The part of Deno's API that the recipe uses. The project runs in Node, so its compiler does not know Deno. */
declare const Deno: {
  readonly env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): unknown;
};
