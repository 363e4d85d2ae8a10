import { describe, expect, test } from 'vitest';
import { createOwnUrls, thumbnailOf } from './own-urls.ts';

const ID = 'ab'.repeat(32);

describe('URLs of a shop', () => {
  const plain = createOwnUrls({ publicUrl: () => 'https://shop.example' });
  const cdn = createOwnUrls({
    publicUrl: () => 'https://shop.example/',
    mediaUrl: 'https://images.example/of-shop',
  });

  test.each([
    ['an image of another site', plain, 'https://else.example/a.jpg', 'https://else.example/a.jpg'],
    ['a file of the server', plain, 'https://shop.example/demo/a.svg', '/demo/a.svg'],
    ['an uploaded image', plain, `https://shop.example/media/${ID}/9.jpg`, `/media/${ID}/9.jpg`],
    ['one at a CDN', cdn, `https://images.example/of-shop/${ID}/9.jpg`, `/media/${ID}/9.jpg`],
    ['a file beside a CDN', cdn, 'https://shop.example/demo/a.svg', '/demo/a.svg'],
    [
      'a site with a longer name',
      plain,
      'https://shop.example.org/a',
      'https://shop.example.org/a',
    ],
  ])('are stored without it, and the same afterwards: %s', (_, urls, url, stored) => {
    expect(urls.toStored(url)).toBe(stored);
    expect(urls.toPublic(stored)).toBe(url);
  });

  test('lead to the CDN once there is one', () => {
    expect(cdn.toPublic(plain.toStored(`https://shop.example/media/${ID}/9.jpg`))).toBe(
      `https://images.example/of-shop/${ID}/9.jpg`,
    );
  });

  test('lead to the server again after there was a CDN', () => {
    expect(plain.toPublic(`/media/${ID}/9.jpg`)).toBe(`https://shop.example/media/${ID}/9.jpg`);
  });
});

test.each([
  [`/media/${ID}/1600.jpg`, `/media/${ID}/320.jpg`],
  [`/media/${ID}/400.png`, `/media/${ID}/320.png`],
  [`/media/${ID}/320.jpg`, `/media/${ID}/320.jpg`],
  [`/media/${ID}/20.jpg`, `/media/${ID}/20.jpg`],
  ['https://else.example/media/a/1600.jpg', 'https://else.example/media/a/1600.jpg'],
  ['/demo/pictures/mug-1.svg', '/demo/pictures/mug-1.svg'],
])('The thumbnail of %s is %s', (stored, thumbnail) => {
  expect(thumbnailOf(stored)).toBe(thumbnail);
});
