// Maps as SVG in a browser: every text on the page, none upon another, whatever the page.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {closeBrowser, cordon, folder, idlib, lines, newTab, write} from './pages.mjs';

const {CORDON_DATA} = process.env;
const korea = [join(CORDON_DATA, 'korea-dmz', 'dmz.shp'), '--where',
               "DISCLAIME1 = 'Military Demarcation Line'", '--distance', '2km'];
const cyprus = [join(CORDON_DATA, 'natural-earth', 'lines_of_control.geojson'), '--where',
                "name = 'Cyprus U.N. Buffer Zone'", '--distance', '5km'];
const taveuni = [write('taveuni.geojson', lines([[179.3, -16.4], [179.8, -16.9], [-179.7, -17.2]])),
                 '--distance', '50km'];
const pole = [write('pole.geojson', lines([[10, 86], [60, 88.5], [-170, 89], [-120, 86]])),
              '--distance', '200km'];
const roads = ['--roads', join(CORDON_DATA, 'idlib-2018-09', 'm4_m5_schematic.geojson')];
const sizes = ['web', 'mobile', 'print', 'square', 'story', '320x560', '1600x500'];
const smallestText = 11;  // px, at the width of a phone

const maps = new Map();
for (const size of sizes)
  for (const language of ['en', 'ar'])
    maps.set(`Idlib ${size} ${language}`,
             [idlib, '--size', size, '--lang', language, '--split', ...roads]);
for (const language of ['fr', 'ru', 'tr', 'uk'])
  maps.set(`Idlib mobile ${language}`, [idlib, '--size', 'mobile', '--lang', language]);
for (const theme of ['dark', 'print'])
  maps.set(`Idlib ${theme}`, [idlib, '--theme', theme, '--rings', '5km,10km,20km']);
maps.set('Idlib uncertain', [idlib, '--uncertainty', '5km', '--size', 'mobile']);
for (const [name, source] of Object.entries({korea, cyprus, taveuni, pole}))
  for (const size of ['web', 'mobile']) maps.set(`${name} ${size}`, [...source, '--size', size]);
after(closeBrowser);

/** Of each text its words, its size, and the box of its ink in pixels of the page. */
function textsOnPage() {
  const pen = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas').getContext('2d');
  return [...document.querySelectorAll('text')].map((text) => {
    const style = getComputedStyle(text);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = pen.measureText(text.textContent);
    const box = text.getBBox();
    const baseline = Number(text.getAttribute('y'));
    return {words: text.textContent, size: parseFloat(style.fontSize),
            turned: text.hasAttribute('transform'), inLabels: text.closest('#labels') !== null,
            left: box.x, right: box.x + box.width,
            top: baseline - ink.actualBoundingBoxAscent,
            bottom: baseline + ink.actualBoundingBoxDescent};
  });
}

const overlap = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 &&
                          a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;

for (const [name, source] of maps) {
  test(`texts of ${name} are on the page and apart`, async () => {
    const path = join(folder, 'map.svg');
    cordon('map', ...source, '-o', path, '--quiet', '--overwrite');
    const tab = await newTab(`file://${path}`);
    const texts = await tab.evaluate(textsOnPage);
    const page = await tab.evaluate(() => {
      const {width, height} = document.documentElement.viewBox.baseVal;
      return {width, height};
    });
    await tab.close();
    assert.ok(texts.length >= 4);
    for (const text of texts) {
      assert.ok(text.size >= smallestText, `'${text.words}' has ${text.size} px`);
      if (text.turned) continue;
      assert.ok(text.left >= 0 && text.top >= 0 && text.right <= page.width &&
                text.bottom <= page.height, `'${text.words}' leaves the page`);
    }
    const upright = texts.filter(({turned}) => !turned);
    for (const [i, a] of upright.entries())
      for (const b of upright.slice(i + 1))
        assert.ok(!overlap(a, b), `'${a.words}' and '${b.words}' overlap`);
  });
}
