/** A function that runs in a page. So it cannot use the variables of its module. */
export type Script<T, A> = (argument: A) => T | Promise<T>;

/** A page, or the content of one of its frames. In a selector, ` >>> ` enters an open shadow root. */
export interface View {
  /** Waits until an element is visible, and clicks it as a person does. */
  press(selector: string): Promise<void>;
  /** Waits until an element is visible. */
  waitForVisible(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  evaluate<T, A = undefined>(script: Script<T, A>, argument?: A): Promise<T>;
}

/** A tab or a window. */
export interface Tab extends View {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Waits until an element is visible, and moves the pointer to its middle. The pointer stays there. */
  hover(selector: string): Promise<void>;
  /** Returns the content of the newest frame of the page. */
  frame(): View;
  /** Presses a key, such as `Tab`, where the focus is: in the page or in one of its frames. */
  pressKey(key: keyof typeof keyCodes): Promise<void>;
  /** Makes this the tab that gets clicks and keys. In WebKit it does not come to the front. */
  bringToFront(): Promise<void>;
  close(): Promise<void>;
  /** Waits until the tab is closed. */
  waitForClosed(): Promise<void>;
}

/** A person whose browser has no history and no storage at first. */
export interface Person {
  openTab(url: string): Promise<Tab>;
  /** Runs an action that opens a window. @returns the window */
  openPopup(action: () => Promise<void>): Promise<Tab>;
  tabCount(): Promise<number>;
  /** The lines in the consoles, from pages and from the browser. Undefined when the driver does not report them. */
  readonly console: readonly string[] | undefined;
  closeBrowser(): Promise<void>;
}

export interface Browser {
  newPerson(): Promise<Person>;
  close(): Promise<void>;
}

/** The keys that a person can press, with their codes in WebDriver. */
export const keyCodes = { Tab: '\uE004', Escape: '\uE00C', Enter: '\uE007' } as const;

/** The longest time that a test waits for something to happen, in milliseconds. */
export const waitTimeoutMs = 10_000;
