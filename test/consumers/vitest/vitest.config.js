import { defineConfig } from 'vitest/config';

// The same tests run in both environments.
export default defineConfig({
  test: {
    projects: ['jsdom', 'happy-dom'].map((environment) => ({
      test: { name: environment, environment, include: ['*.spec.js'] },
    })),
  },
});
