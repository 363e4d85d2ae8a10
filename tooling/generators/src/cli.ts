#!/usr/bin/env node
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { GeneratorError } from './generator-error.ts';
import { run } from './run.ts';

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

try {
  const args = process.argv.slice(2);
  console.log(await run(args, process.cwd(), stdin.isTTY ? ask : undefined));
} catch (error) {
  if (!(error instanceof GeneratorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
