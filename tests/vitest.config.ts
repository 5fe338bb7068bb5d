import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const threads = Math.max(1, Math.min(4, availableParallelism()));

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tests/boundaries.test.ts'],
          // A machine that does other things as well is slow, not wrong.
          testTimeout: 30_000,
          maxWorkers: threads,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/boundaries.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // Builds and browsers share two cores with everything else.
          maxWorkers: 2,
        },
      },
    ],
  },
});
