/** What a page can be asked for: it runs there, so it takes nothing from its module. */
export type Script<T, A> = (argument: A) => T | Promise<T>;

/** A page, or what is in a frame of it. In a selector, ` >>> ` goes into an open shadow root. */
export interface View {
  /** Waits for an element that can be seen, and clicks it as a person does. */
  press(selector: string): Promise<void>;
  /** Waits for an element that can be seen. */
  see(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  evaluate<T, A = undefined>(script: Script<T, A>, argument?: A): Promise<T>;
}

/** A tab or a window. */
export interface Tab extends View {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** What is in the newest frame of the page. */
  frame(): View;
  /** Gives it the focus. */
  bringToFront(): Promise<void>;
  close(): Promise<void>;
  /** Waits until it is closed. */
  closed(): Promise<void>;
}

/** Somebody with a browser, with no history and no storage at first. */
export interface Person {
  openTab(url: string): Promise<Tab>;
  /** Does something that opens a window. */
  popup(act: () => Promise<void>): Promise<Tab>;
  tabCount(): Promise<number>;
  /** What was written to the consoles, by pages and by the browser; undefined where the driver does not tell. */
  readonly console: readonly string[] | undefined;
  leave(): Promise<void>;
}

export interface Browser {
  newPerson(): Promise<Person>;
  close(): Promise<void>;
}

/** Milliseconds to wait for what should come. */
export const patience = 10_000;
