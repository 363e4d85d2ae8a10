import { expect, test } from 'vitest';
import { hashesOf, type IdempotentCall } from './idempotent-call.ts';
import { openResponse, sealResponse } from './sealed-response.ts';

const call: IdempotentCall = {
  procedure: 'note.write',
  caller: 'account:ana',
  input: { idempotencyKey: 'a-key-of-an-earlier-version' },
};

test('a response that an earlier version has sealed opens, and its call has the same hashes', () => {
  const sealed = 'v1.rLDuhC6gBJTshTNvZeK6sZMHA0VBFADVCOcAk0RW_zFqv7mwtvg';
  expect(openResponse(call, sealed)).toBe('{"id":"1"}');
  const written = { ...call, input: { text: 'Buy milk.', ...call.input } };
  expect(hashesOf(written)).toEqual({
    id: '7b82c904a29699a2bbede206bf184082cb96973dd52734bad6864316492d8c79',
    inputHash: '05d6018c07f3830a15cc628ec18ab2e5767ef02c7ddc4b8f4ce70dae93b73d26',
  });
});

test('a sealed response opens for the same procedure, caller and key only', () => {
  const sealed = sealResponse(call, 'answer');
  expect(openResponse(call, sealed)).toBe('answer');
  for (const other of [
    { ...call, procedure: 'note.share' },
    { ...call, caller: 'account:eva' },
    { ...call, input: { idempotencyKey: 'another-key' } },
  ]) {
    expect(() => openResponse(other, sealed)).toThrow();
  }
});
