// Every web page and every SVG of the packages, opened as a reader opens them.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {basename, join, relative} from 'node:path';
import test, {after} from 'node:test';
import {closeBrowser, newTab, open} from './pages.mjs';

const root = join(process.env.CORDON_PACKAGES, 'packages');
const files = readdirSync(root, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({path, name}) => join(path, name));
after(closeBrowser);

test('web pages show their map, offline and without a word in the console', async () => {
  const pages = files.filter((file) => file.endsWith('.html'));
  assert.ok(pages.length >= 20, `${pages.length} pages`);
  for (const path of pages) {
    const name = relative(root, path);
    const {tab, done} = await open({path});
    assert.ok(await tab.locator('path.zone').count() > 0, name);
    assert.ok(await tab.locator('path.line').count() > 0, name);
    assert.ok(await tab.locator('#map .place-marker').count() > 0, name);
    assert.ok((await tab.locator('h1').textContent()).length > 3, name);
    const slides = /^series-?[a-z]*\.html$/.test(basename(path));
    assert.equal(await tab.locator('#day').count(), slides ? 1 : 0, name);
    await done();
  }
});

test('SVGs are drawings with words, on the page that they state', async () => {
  const drawings = files.filter((file) => file.endsWith('.svg'));
  assert.ok(drawings.length >= 30, `${drawings.length} drawings`);
  for (const path of drawings) {
    const name = relative(root, path);
    const tab = await newTab(`file://${path}`);
    const {error, size, stated, texts} = await tab.evaluate(() => {
      const svg = document.documentElement;
      const {width, height} = svg.getBoundingClientRect();
      return {
        error: document.querySelector('parsererror') !== null,
        size: [width, height],
        stated: svg.getAttribute('viewBox').split(' ').slice(2).map(Number),
        texts: [...document.querySelectorAll('text')].map((text) => text.getBBox().width),
      };
    });
    assert.equal(error, false, name);
    assert.deepEqual(size.map(Math.round), stated, name);
    assert.ok(texts.length > 5 && texts.every((width) => width > 0), name);
    assert.doesNotMatch(readFileSync(path, 'utf8'), /(href|src)="(?!#)/, name);
    await tab.context().close();
  }
});
