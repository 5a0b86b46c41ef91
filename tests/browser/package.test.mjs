// Every web page and every SVG of the packages, opened as a reader opens them.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {basename, dirname, join, relative} from 'node:path';
import test, {after} from 'node:test';
import {closeBrowser, dataOf, newTab, open, placesOf} from './pages.mjs';

const root = join(process.env.CORDON_PACKAGES, 'packages');
const files = readdirSync(root, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({path, name}) => join(path, name));
// Of 255, on the mean: librsvg and Chromium smooth edges in ways of their own. The maps of two
// readings differ by 2.4 or more.
const samePicture = 1;
after(closeBrowser);

/** Where the places lie that a report lists in its zone. */
function placesInside(report) {
  const {statements} = JSON.parse(readFileSync(report, 'utf8'));
  return statements.filter(({section}) => section === 'Places in the zone')
      .map(({facts}) => ['longitude', 'latitude'].map(
          (wanted) => facts.find(({measure}) => measure === wanted).value).join());
}

/** How far two pictures, as addresses of data, differ in the means of squares of ten pixels. */
async function difference(tab, pictures) {
  return tab.evaluate(async (addresses) => {
    const drawn = (image, width, height) => {
      const canvas = Object.assign(document.createElement('canvas'), {width, height});
      const pen = canvas.getContext('2d');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(image, 0, 0, width, height);
      return canvas;
    };
    const [first, second] = await Promise.all(addresses.map(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const rows = Math.round(96 * image.naturalHeight / image.naturalWidth);
      const whole = drawn(image, 960, 10 * rows);
      return drawn(whole, 96, rows).getContext('2d').getImageData(0, 0, 96, rows).data;
    }));
    if (first.length !== second.length) return Infinity;
    return first.reduce((sum, value, i) => sum + Math.abs(value - second[i]), 0) /
        (0.75 * first.length);
  }, pictures);
}

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
    const made = {html: readFileSync(path, 'utf8')};
    for (const [day, {date}] of dataOf(made).days.entries()) {
      const report = join(dirname(path), slides ? date : '', 'report.json');
      const inside = placesOf(made, day).filter((place) => place.inside);
      assert.deepEqual(inside.map(({lon, lat}) => [lon, lat].join()).sort(),
                       placesInside(report).sort(), `${name} ${date}`);
    }
    await done();
  }
});

test('SVGs are drawings with words, as large as they state, and look as the PNGs do', async () => {
  const drawings = files.filter((file) => file.endsWith('.svg'));
  assert.ok(drawings.length >= 30, `${drawings.length} drawings`);
  const blank = await newTab('about:blank');
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
    const pictures = [['svg+xml', path], ['png', path.replace(/svg$/, 'png')]].map(
        ([kind, file]) => `data:image/${kind};base64,${readFileSync(file, 'base64')}`);
    const differs = await difference(blank, pictures);
    assert.ok(differs < samePicture, `${name}: ${differs}`);
    await tab.context().close();
  }
  await blank.context().close();
});
