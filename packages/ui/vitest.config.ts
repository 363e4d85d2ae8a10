import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../tooling/vitest/base.ts';

export default mergeConfig(base, defineConfig({ test: { include: ['src/**/*.test.tsx'] } }));
