import { useStarted } from '@trastienda/testing/vitest';
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { startShop, type TestShop } from './start-shop.ts';

/** Names other than this machine's do not resolve, so that no page can lean on another server. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** For what a page shall show: a busy machine is slow, and a fault is found anyway. */
const PATIENCE_MS = 120_000;

export interface BrowserTools {
  readonly shop: TestShop;
  /** Opens a path of the shop as a new visitor: without cookies, in a new window. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Console errors and requests that a test expects; all others fail it. */
  allow(pattern: RegExp): void;
}

async function launch() {
  const executablePath = findChromium() ?? 'chromium';
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return { browser, stop: () => browser.close() };
}

/**
 * Starts a shop and a browser for a test file. After each test it closes the visitors' windows, and
 * fails the test if a page asked another server for something or reported an error.
 */
export async function useBrowser(
  env: Readonly<Record<string, string>> = {},
): Promise<BrowserTools> {
  const shop = await useStarted(() => startShop(env));
  const { browser } = await useStarted(launch);
  const contexts = new Set<BrowserContext>();
  let allowed: RegExp[] = [];
  let problems: string[] = [];

  afterEach(async () => {
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
    const unexpected = problems.filter((line) => !allowed.some((pattern) => pattern.test(line)));
    problems = [];
    allowed = [];
    expect(unexpected).toEqual([]);
  });

  function watch(page: Page): void {
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
  }

  return {
    shop,
    async open(path, options = {}) {
      const context = await browser.newContext({ locale: 'es-ES', ...options });
      contexts.add(context);
      context.setDefaultTimeout(PATIENCE_MS);
      context.on('page', watch);
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin === shop.url || ['data:', 'blob:'].includes(protocol)) return;
        problems.push(`request: ${request.url()}`);
      });
      const page = await context.newPage();
      await page.goto(new URL(path, shop.url).href);
      return page;
    },
    allow: (pattern) => void allowed.push(pattern),
  };
}
