// The interactive map as a reader uses it.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import test, {after} from 'node:test';
import {closeBrowser, cordon, folder, idlib, lines, near, open, page, placesOf, write} from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const seed = Number(process.env.CORDON_SEED || 20180917);

const hostileNames = ['</script><script>alert(1)</script>', '<img src=x onerror="alert(2)">',
                      '\u202eTurned\u202c', `quotes ' " and &amp; <b>bold</b>`, '-->', '\u2028'];
const hostileTowns = write('hostile.csv', ['name,lat,lon,population', ...hostileNames.map(
    (name, i) => `"${name.replaceAll('"', '""')}",${35.45 + 0.12 * i},36.55,900000`)].join('\n'));
const fijiLine = write('fiji.geojson', lines([[178.2, -17.6], [179.2, -17.2], [180, -16.9]],
                                             [[-180, -16.9], [-179.4, -16.4], [-178.9, -17.1]]));
const roads = `${process.env.CORDON_DATA}/idlib-2018-09/m4_m5_schematic.geojson`;
const pages = {
  en: page('en.html', idlib, '--split', '--left-name', 'opposition', '--right-name', 'government'),
  ar: page('ar.html', idlib, '--lang', 'ar'),
  bands: page('bands.html', idlib, '--rings', '5km,10km,20km'),
  possible: page('possible.html', idlib, '--uncertainty', '3km', '--roads', roads),
  hostile: page('hostile.html', idlib, '--places', hostileTowns, '--title', hostileNames[0],
                '--note', hostileNames[1], '--source', hostileNames[4]),
  fiji: page('fiji.html', fijiLine),
};
after(closeBrowser);

/** SplitMix32, so that a seed gives the same places everywhere. */
function randomFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

const card = (tab) => tab.locator('#card');

/** The card's facts by their names. */
async function facts(tab) {
  const names = await tab.locator('#card dt').allTextContents();
  const values = await tab.locator('#card dd').allTextContents();
  return Object.fromEntries(names.map((name, i) => [name, values[i].replaceAll('\u00a0', ' ')]));
}

/** Metres of "12.34 km (7.67 mi)" or "740 m (2,428 ft)". */
function metres(text) {
  const [, figure, unit] = text.replace(/[\u2068\u2069]/g, '').match(/^([\d.,]+)\s(km|m) \(/);
  return Number(figure.replaceAll(',', '')) * (unit === 'km' ? 1000 : 1);
}

/** Named towns whose dots the page shows, with where they are on the screen. */
async function shownTowns(tab) {
  return tab.evaluate(() => [...document.querySelectorAll('.place-marker[role="button"]')].flatMap((marker) => {
    const text = marker.querySelector('text');
    const box = marker.querySelector('.place').getBoundingClientRect();
    const map = document.getElementById('map').getBoundingClientRect();
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const within = x > map.left + 70 && x < map.right - 20 && y > map.top + 20 && y < map.bottom - 20;
    return text && within ? [{name: text.textContent, x, y}] : [];
  }));
}

test('loads without a network and without a word in the console', async () => {
  for (const [name, made] of Object.entries(pages)) {
    const {tab, done} = await open(made);
    assert.equal(await tab.locator('#map .place-marker').count() > 3, true, name);
    assert.equal(await tab.locator('path.zone').count() > 0, true, name);
    const policy = await tab.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy, /^default-src 'none'; script-src 'sha256-/);
    assert.doesNotMatch(policy, /unsafe/);
    await done();
  }
});

test('stays small', () => {
  for (const name of ['en', 'ar', 'bands', 'possible'])
    assert.ok(Buffer.byteLength(pages[name].html) < 1.5e6, `${name}: ${pages[name].html.length}`);
});

test('tells of a town under the pointer how far it is, and forgets it again', async () => {
  const {tab, done} = await open(pages.en);
  const towns = (await shownTowns(tab)).slice(0, 12);
  assert.equal(towns.length, 12);
  const places = placesOf(pages.en);
  for (const {name, x, y} of towns) {
    await tab.mouse.move(x, y);
    assert.equal(await card(tab).locator('h2').textContent(), name);
    const shown = await facts(tab);
    const [truth] = near(idlib, [places.find((place) => place.name === name)]);
    assert.ok(Math.abs(metres(shown['From the line']) - truth.distance_m) < 10, `${name}: ${shown['From the line']}`);
    assert.equal(shown.Zone, truth.distance_m < 20000 ? 'inside' : 'outside', name);
    assert.equal(shown.Side, {left: 'opposition', right: 'government'}[truth.side], name);
  }
  await tab.mouse.move(towns[0].x, towns[0].y);
  await tab.locator('h1').hover();
  assert.equal(await card(tab).isVisible(), false);
  await done();
});

/** `edges`: distances (m) at which what is said of the zone changes, to each of `standings`. */
async function checkMeasured(made, count, edges = [20e3], standings = ['inside', 'outside']) {
  const {tab, done} = await open(made);
  const random = randomFrom(seed);
  const map = await tab.locator('#map').boundingBox();
  await tab.click('#measure');
  const measured = [];
  for (let i = 0; i < count; ++i) {
    const x = map.x + 70 + random() * (map.width - 80);
    await tab.mouse.click(x, map.y + 10 + random() * (map.height - 20));
    if (await tab.evaluate(() => !document.getElementById('card').dataset.lat)) continue;
    const {lat, lon, distance} = await card(tab).evaluate(({dataset}) => ({...dataset}));
    measured.push({lat: Number(lat), lon: Number(lon), distance: Number(distance), facts: await facts(tab)});
    await tab.click('#close');
  }
  assert.ok(measured.length >= count - 3, `${measured.length} places`);
  near(made.line, measured).forEach((truth, i) => {
    const {lat, lon, distance, facts: shown} = measured[i];
    const where = `${lat} ${lon}, seed ${seed}`;
    assert.ok(Math.abs(distance - truth.distance_m) < 0.5, `${distance} for ${truth.distance_m} m at ${where}`);
    assert.ok(Math.abs(metres(shown['From the line']) - truth.distance_m) < 10, `${shown['From the line']} at ${where}`);
    if (edges.every((edge) => Math.abs(truth.distance_m - edge) > 5))
      assert.equal(shown.Zone, standings[edges.filter((edge) => edge < truth.distance_m).length], where);
    if (truth.distance_m > 1 && !shown.Side.match(/opposition|government/))
      assert.equal(shown.Side, `${truth.side} of the line`, where);
  });
  await done();
}

test('measures any place as cordon near does', async () => {
  await checkMeasured(pages.en, 24);
  await checkMeasured(pages.bands, 24, [5e3, 10e3, 20e3],
                      ['Within 5 km of the line of contact', '5 km to 10 km', '10 km to 20 km', 'outside']);
});

test('shows and measures a zone over the antimeridian in one piece', async () => {
  await checkMeasured(pages.fiji, 24);
  const {tab, done} = await open(pages.fiji);
  const map = await tab.locator('#map').boundingBox();
  const zone = await tab.locator('path.zone').boundingBox();
  assert.ok(zone.width > 0.2 * map.width && zone.width < map.width, `${zone.width} of ${map.width}`);
  assert.ok(zone.y >= map.y && zone.y + zone.height <= map.y + map.height);
  await done();
});

test('refuses a zone at a pole, and says what to do', () => {
  const polar = write('polar.geojson', lines([[0, 84.9], [90, 84.9]]));
  assert.throws(() => cordon('map', polar, '-o', `${folder}/polar.html`),
                (error) => error.status === 1 && /85/.test(error.stderr) && /SVG/.test(error.stderr));
});

test('layers can be switched off and on', async () => {
  const {tab, done} = await open(pages.en);
  await tab.click('#switch-layers');
  const boxes = tab.locator('#layers input');
  const count = await boxes.count();
  assert.ok(count >= 8, `${count} layers`);
  const drawn = () => tab.evaluate(() => document.querySelectorAll('#map path, #map .place-marker').length);
  const all = await drawn();
  for (let i = 0; i < count; ++i) {
    const name = await tab.locator('#layers label').nth(i).textContent();
    await boxes.nth(i).uncheck();
    assert.ok(await drawn() < all, `${name} stays`);
    await boxes.nth(i).check();
    assert.equal(await drawn(), all, `${name} does not come back`);
  }
  for (const side of ['opposition', 'government']) await tab.getByLabel(side).uncheck();
  assert.equal(await tab.locator('path.zone').count(), 0);
  await done();
});

test('tells what is possible from what is certain', async () => {
  const {tab, done} = await open(pages.possible);
  const places = placesOf(pages.possible);
  const standing = async (name) => {
    await tab.locator('#find').fill(name);
    await tab.keyboard.press('Enter');
    assert.equal(await card(tab).locator('h2').textContent(), name);
    return (await facts(tab)).Zone;
  };
  const found = {};
  for (const place of places.filter(({distance}) => Math.abs(distance - 20e3) < 6e3).slice(0, 40)) {
    const {name, distance} = place;
    if (places.filter((other) => other.name === name).length > 1) continue;
    const expected = distance < 16990 ? 'inside' : distance > 23010 ? 'outside' : distance > 17010 && distance < 22990 ? 'possibly inside' : null;
    if (expected === null) continue;
    assert.equal(await standing(name), expected, `${name}, ${distance} m`);
    found[expected] = (found[expected] || 0) + 1;
  }
  assert.ok(found.inside && found['possibly inside'] && found.outside, JSON.stringify(found));
  for (const road of ['M4', 'M5'])
    assert.equal(await tab.locator('text.label-route', {hasText: road}).count() <= 1, true);
  await tab.locator('.show-whole').click();
  await tab.waitForTimeout(500);
  assert.ok(await tab.locator('text.label-route').count() > 0);
  await done();
});

test('nothing moves while the page builds up', async () => {
  for (const options of [{}, {width: 360, height: 640}]) {
    const {tab, done} = await open(pages.en, options);
    const shift = await tab.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
          .observe({type: 'layout-shift', buffered: true});
      setTimeout(() => resolve(sum), 500);
    }));
    assert.ok(shift < 0.01, `${shift}`);
    await done();
  }
});

test('names do not overlap at any zoom level', async () => {
  for (const made of [pages.en, pages.ar]) {
    const {tab, done} = await open(made);
    for (let step = 0; step < 4; ++step) {
      const boxes = await tab.evaluate(() => [...document.querySelectorAll('.place-marker text')].map((text) => {
        const {x, y, width, height} = text.getBoundingClientRect();
        return {name: text.textContent, left: x, right: x + width, top: y + height * 0.2, bottom: y + height * 0.85};
      }));
      assert.ok(boxes.length > 5, `${boxes.length} names`);
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1))
          assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
                    `${a.name} and ${b.name}`);
      await tab.locator('.leaflet-control-zoom-in').click();
      await tab.waitForTimeout(400);
    }
    await done();
  }
});

test('works by keyboard alone', async () => {
  const {tab, done} = await open(pages.en);
  const focused = () => tab.evaluate(() => document.activeElement.id || document.activeElement.className);
  const tabTo = async (wanted) => {
    for (let i = 0; i < 30 && !(await focused()).includes(wanted); ++i) await tab.keyboard.press('Tab');
    assert.ok((await focused()).includes(wanted), `no way to ${wanted}`);
  };
  await tabTo('measure');
  await tab.keyboard.press('Enter');
  assert.equal(await focused(), 'map leaflet-container'.split(' ')[0]);
  assert.equal(await tab.locator('#crosshair').isVisible(), true);
  await tab.keyboard.press('ArrowRight');
  await tab.waitForTimeout(400);
  await tab.keyboard.press('Enter');
  assert.equal(await card(tab).isVisible(), true);
  assert.match(await tab.locator('#announcement').textContent(), /From the line/);
  const {lat, lon, distance} = await card(tab).evaluate(({dataset}) => ({...dataset}));
  assert.ok(Math.abs(distance - near(idlib, [{lat, lon}])[0].distance_m) < 0.5);
  await tab.keyboard.press('Escape');
  assert.equal(await card(tab).isVisible(), false);
  assert.equal(await tab.locator('#measure').getAttribute('aria-pressed'), 'false');
  assert.equal(await tab.locator('#crosshair').isVisible(), false);

  await tabTo('place-marker');
  const title = () => card(tab).locator('h2').textContent();
  const first = await title();
  const seen = new Set([first]);
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
    await tab.keyboard.press(key);
    seen.add(await title());
    assert.ok((await focused()).includes('place-marker'));
  }
  assert.ok(seen.size >= 3, [...seen].join());
  await tab.keyboard.press('Escape');
  assert.equal(await card(tab).isVisible(), false);

  await tab.locator('#find').focus();
  await tab.keyboard.type('idlib');
  await tab.keyboard.press('Enter');
  assert.equal(await title(), 'Idlib');
  await tabTo('switch-layers');
  await tab.keyboard.press('Space');
  assert.equal(await tab.locator('#layers').isVisible(), true);
  await done();
});

test('fits a telephone of 360 pixels, and answers to a tap', async () => {
  for (const made of [pages.en, pages.ar, pages.bands]) {
    const {tab, done} = await open(made, {width: 360, height: 640, hasTouch: true, isMobile: true, deviceScaleFactor: 3});
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 360);
    for (const button of await tab.locator('button:visible, input:visible, .leaflet-bar a').all()) {
      const {width, height} = await button.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${await button.textContent()}: ${width} x ${height}`);
    }
    const map = await tab.locator('#map').boundingBox();
    assert.ok(map.height >= 300 && map.y < 320, JSON.stringify(map));
    const [town] = (await shownTowns(tab)).filter(({y}) => y < 560);
    await tab.touchscreen.tap(town.x + 8, town.y + 8);
    await card(tab).waitFor();
    assert.equal(await card(tab).locator('h2').textContent(), town.name);
    const box = await card(tab).boundingBox();
    assert.ok(box.y + box.height <= 640 && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
    await done();
  }
});

test('names from data are only names', async () => {
  const {tab, done} = await open(pages.hostile);
  const names = await tab.locator('.place-marker[role="button"] text').allTextContents();
  for (const name of hostileNames.slice(0, 2)) assert.ok(names.includes(name), names.join());
  assert.ok(names.includes('Turned'), names.join());
  assert.equal(await tab.locator('#map img, #map script, #map b, .legend b').count(), 0);
  assert.equal(await tab.locator('h1').textContent(), hostileNames[0]);
  assert.equal(await tab.locator('script').count(), 3);
  for (const {x, y} of await shownTowns(tab)) await tab.mouse.move(x, y);
  for (const name of hostileNames.slice(0, 2)) {
    await tab.locator('#find').fill(name);
    await tab.keyboard.press('Enter');
    assert.equal(await card(tab).locator('h2').textContent(), name);
  }
  await done();
});

test('is dark where the reader wants it dark', async () => {
  const luminance = (tab) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)
      .reduce((sum, value) => sum + Number(value), 0) / 3);
  const {tab, done} = await open(pages.en, {colorScheme: 'dark'});
  assert.ok(await luminance(tab) < 60);
  const landInTheDark = await tab.locator('path.land').first().evaluate((path) => getComputedStyle(path).fill);
  await tab.click('#dark');
  assert.ok(await luminance(tab) > 200);
  assert.notEqual(await tab.locator('path.land').first().evaluate((path) => getComputedStyle(path).fill), landInTheDark);
  await tab.click('#dark');
  assert.ok(await luminance(tab) < 60);
  await done();
});

test('prints on one sheet, in the colours of paper and without its controls', async () => {
  const {tab, done} = await open(pages.en, {colorScheme: 'dark'});
  for (const format of ['A4', 'Letter'])
    for (const landscape of [false, true]) {
      const pdf = await tab.pdf({format, landscape, printBackground: true});
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1, `${format} ${landscape}`);
    }
  await tab.emulateMedia({media: 'print'});
  assert.equal(await tab.locator('#tools').isVisible(), false);
  assert.equal(await tab.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  await done();
});

test('has no serious barrier (axe)', async () => {
  for (const [made, options] of [[pages.en, {colorScheme: 'light'}], [pages.en, {colorScheme: 'dark'}],
                                 [pages.ar, {colorScheme: 'light'}], [pages.ar, {colorScheme: 'dark', width: 360}],
                                 [pages.possible, {width: 360}]]) {
    const {tab, done} = await open(made, {bypassCSP: true, ...options});
    await tab.locator('#switch-layers').click();
    await tab.locator('.place-marker[role="button"][tabindex="0"]').focus();
    await tab.evaluate(axe);
    const {violations, passes} = await tab.evaluate(() => window.axe.run());
    assert.ok(passes.length > 20);
    assert.deepEqual(violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).map(
        ({id, nodes}) => `${id}: ${nodes.map(({html, failureSummary}) => `${html} ${failureSummary}`).join('\n')}`), []);
    await done();
  }
});
