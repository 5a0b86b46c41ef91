// The interactive map of a line that moves, as a reader uses it: made by `cordon publish` from a
// recipe of dates, judged by what `cordon near` says of each day's line.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import test, {after} from 'node:test';
import {closeBrowser, cordon, dataOf, folder, idlib, near, open, placesOf, write} from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dates = ['2018-09-17', '2019-05-01', '2019-08-20', '2020-03-06'];
const spelled = ['17 September 2018', '1 May 2019', '20 August 2019', '6 March 2020'];

/** The line around Idlib with its south moved north, a little more for each date: made up. */
function movedLine(index) {
  const moved = ([lon, lat]) => [lon, lat + 0.06 * index * Math.max(0, 36.2 - lat)];
  const line = JSON.parse(readFileSync(idlib, 'utf8'));
  for (const {geometry} of line.features)
    geometry.coordinates = geometry.type === 'LineString' ? geometry.coordinates.map(moved)
        : geometry.coordinates.map((part) => part.map(moved));
  return JSON.stringify(line);
}

const linePaths = dates.map((date, i) => write(`line-${date}.geojson`, movedLine(i)));
write('series.ini', [
  'title = Lines that were made up', 'title.ar = خطوط افتراضية', 'distance = 20km', 'lang = en',
  'lang = ar', ...dates.flatMap((date) => [`[date ${date}]`, `line = line-${date}.geojson`]), '',
].join('\n'));
cordon('publish', join(folder, 'series.ini'), '-o', join(folder, 'series'), '--quiet');
const series = (name) => {
  const path = join(folder, 'series', name);
  return {path, html: readFileSync(path, 'utf8')};
};
const pages = {en: series('series.html'), ar: series('series-ar.html')};
const figures = JSON.parse(readFileSync(join(folder, 'series', 'series.json'), 'utf8'));
after(closeBrowser);

const slider = (tab) => tab.locator('#day');
const plain = (text) => text.replaceAll('\u00a0', ' ');
const shownDate = async (tab) => plain(await tab.locator('#day-date').textContent());
const zonePath = (tab) => tab.locator('path.zone').first().getAttribute('d');

/** Everything of the page says that this is the day. */
async function checkDay(tab, index) {
  assert.equal(await slider(tab).inputValue(), String(index));
  assert.equal(plain(await slider(tab).getAttribute('aria-valuetext')), spelled[index]);
  assert.equal(await shownDate(tab), spelled[index]);
  assert.equal(await tab.locator('#day-date').getAttribute('datetime'), dates[index]);
  const area = Math.round(figures.days[index].area_km2).toLocaleString('en-GB');
  assert.match(plain(await tab.locator('#day-figures').textContent()), new RegExp(`Area: ${area} km²`));
  assert.equal(await tab.locator('#earlier').isDisabled(), index === 0);
  assert.equal(await tab.locator('#later').isDisabled(), index === dates.length - 1);
}

test('shows the last day first, without a network and without a word in the console', async () => {
  for (const made of Object.values(pages)) {
    const {tab, done} = await open(made);
    assert.equal(await slider(tab).inputValue(), String(dates.length - 1));
    assert.equal(await tab.locator('path.zone').count(), 1);
    await done();
  }
});

test('every day shows its own zone, line and figures', async () => {
  const {tab, done} = await open(pages.en);
  const zones = new Set();
  for (const [index] of dates.entries()) {
    await slider(tab).fill(String(index));
    await checkDay(tab, index);
    zones.add(await zonePath(tab));
  }
  assert.equal(zones.size, dates.length);
  await done();
});

const northing = (lat) => Math.asinh(Math.tan(lat * Math.PI / 180));

/** The extent of a GeoJSON file in Web Mercator: west, south, east, north, in radians. */
function extentOf(path) {
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (part) => {
    if (typeof part[0] !== 'number') return part.forEach(add);
    const at = [part[0] * Math.PI / 180, northing(part[1])];
    for (const [i, value] of at.entries()) {
      found[i] = Math.min(found[i], value);
      found[i + 2] = Math.max(found[i + 2], value);
    }
  };
  for (const {geometry} of JSON.parse(readFileSync(path, 'utf8')).features) add(geometry.coordinates);
  return found;
}

test('the zone that is drawn has the extent of the file of that day', async () => {
  const {tab, done} = await open(pages.en);
  const names = dataOf(pages.en).places.map(({name}) => name);
  const places = dataOf(pages.en).places.filter(({name}) => names.indexOf(name) === names.lastIndexOf(name));
  for (const [index, date] of dates.entries()) {
    await slider(tab).fill(String(index));
    const {towns, drawn} = await tab.evaluate(() => {
      const middle = (element) => {
        const {x, y, width, height} = element.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      };
      const zone = document.querySelector('path.zone');
      const {x, y, width, height} = zone.getBBox();
      const corner = (at) => { const {x: left, y: top} = at.matrixTransform(zone.getScreenCTM()); return [left, top]; };
      return {
        drawn: [...corner(new DOMPoint(x, y + height)), ...corner(new DOMPoint(x + width, y))],
        towns: [...document.querySelectorAll('.place-marker[role="button"]')].map((marker) => [
          marker.querySelector('text')?.textContent, ...middle(marker.querySelector('.place'))]),
      };
    });
    // Where the screen is, two towns that are far apart tell.
    const known = towns.flatMap(([name, x, y]) => {
      const place = places.find((other) => other.name === name);
      return place ? [[place.lon * Math.PI / 180, northing(place.lat), x, y]] : [];
    });
    const onScreen = (axis) => {
      const sorted = [...known].sort((a, b) => a[axis] - b[axis]);
      const [low, high] = [sorted[0], sorted.at(-1)];
      return (value) => low[axis + 2] + (value - low[axis]) * (high[axis + 2] - low[axis + 2]) / (high[axis] - low[axis]);
    };
    const truth = extentOf(join(folder, 'series', date, 'zone.geojson'));
    for (const [i, value] of truth.entries()) {
      const expected = onScreen(i % 2)(value);
      assert.ok(Math.abs(drawn[i] - expected) < 3, `${date}: ${drawn[i]} px, the file has ${expected} px`);
    }
  }
  await done();
});

test('nothing around the days moves from one to the other', async () => {
  for (const [made, width] of [[pages.en, 1000], [pages.en, 360], [pages.ar, 700], [pages.ar, 360]]) {
    const {tab, done} = await open(made, {width, height: 740});
    const shift = await tab.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
          .observe({type: 'layout-shift', buffered: true});
      setTimeout(() => resolve(sum), 500);
    }));
    assert.ok(shift < 0.01, `${shift} at ${width} pixels`);
    const places = async () => [await tab.locator('#map').boundingBox(), await slider(tab).boundingBox()];
    const before = await places();
    for (const [index] of dates.entries()) {
      await slider(tab).fill(String(index));
      assert.deepEqual(await places(), before, `${dates[index]} at ${width} pixels`);
    }
    await done();
  }
});

test('what is drawn in the zone are the places that lie in it on that day', async () => {
  const {tab, done} = await open(pages.en);
  for (const [index, path] of linePaths.entries()) {
    await slider(tab).fill(String(index));
    const places = placesOf(pages.en, index);
    const truth = near(path, places);
    for (const [i, place] of places.entries()) {
      assert.ok(Math.abs(place.distance - truth[i].distance_m) < 2, `${place.name}, ${dates[index]}`);
      if (Math.abs(truth[i].distance_m - 20e3) > 5)
        assert.equal(place.inside, truth[i].distance_m < 20e3, `${place.name}, ${dates[index]}`);
    }
    // The same by the drawing: the browser's own test of the path at each marker.
    const drawn = await tab.evaluate(() => [...document.querySelectorAll('.place-marker[role="button"]')].map((marker) => {
      const box = marker.querySelector('.place').getBoundingClientRect();
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      const inside = [...document.querySelectorAll('path.zone')].some((path) =>
          path.isPointInFill(new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse())));
      return {label: marker.getAttribute('aria-label'), inside};
    }));
    assert.ok(drawn.length > 20);
    const said = drawn.map(({label}) => /Zone inside/.test(label.replace(/[\u2068\u2069]/g, '')));
    const wrong = drawn.filter(({inside}, i) => inside !== said[i]);
    // Two pixels of the screen are a kilometre here, and markers stand on whole ones.
    const close = (label) => /\b(19|20)\.\d\d km/.test(plain(label).replace(/[\u2068\u2069]/g, ''));
    assert.deepEqual(wrong.filter(({label}) => !close(label)), [], dates[index]);
    assert.ok(said.includes(true) && said.includes(false));
  }
  await done();
});

test('buttons go from day to day, and keep the focus on the slider at the ends', async () => {
  const {tab, done} = await open(pages.en);
  const center = () => tab.evaluate(() => document.querySelector('.leaflet-map-pane').style.transform);
  const before = await center();
  for (let index = dates.length - 2; index >= 0; --index) {
    await tab.click('#earlier');
    await checkDay(tab, index);
    assert.match(plain(await tab.locator('#announcement').textContent()).replace(/[\u2068\u2069]/g, ''),
                 new RegExp(`^${spelled[index]}: Area`));
  }
  assert.equal(await tab.evaluate(() => document.activeElement.id), 'day');
  await tab.click('#later');
  await checkDay(tab, 1);
  assert.equal(await center(), before);
  await done();
});

test('works by keyboard alone, and as the language runs', async () => {
  for (const [made, forward, back] of [[pages.en, 'ArrowRight', 'ArrowLeft'], [pages.ar, 'ArrowLeft', 'ArrowRight']]) {
    const {tab, done} = await open(made);
    for (let i = 0; i < 30 && await tab.evaluate(() => document.activeElement.id) !== 'day'; ++i)
      await tab.keyboard.press('Tab');
    await tab.keyboard.press('Home');
    assert.equal(await slider(tab).inputValue(), '0');
    await tab.keyboard.press(forward);
    assert.equal(await slider(tab).inputValue(), '1');
    await tab.keyboard.press(back);
    assert.equal(await slider(tab).inputValue(), '0');
    await tab.keyboard.press('End');
    assert.equal(await slider(tab).inputValue(), String(dates.length - 1));
    await done();
  }
});

test('plays through the days, stops at the last, and whenever it is told to', async () => {
  const {tab, done} = await open(pages.en);
  await tab.clock.install();
  const label = () => tab.locator('#play').getAttribute('aria-label');
  assert.equal(await label(), 'Play through the dates');
  await tab.click('#play');
  await checkDay(tab, 0);
  assert.equal(await label(), 'Pause');
  for (let index = 1; index < dates.length; ++index) {
    await tab.clock.runFor(1500);
    await checkDay(tab, index);
  }
  assert.equal(await label(), 'Play through the dates');
  await tab.clock.runFor(5000);
  await checkDay(tab, dates.length - 1);
  await tab.click('#play');
  await tab.click('#play');
  await tab.clock.runFor(5000);
  await checkDay(tab, 0);
  await done();
});

test('stops to play when something else is used', async () => {
  for (const use of [(tab) => tab.click('#earlier'), (tab) => tab.keyboard.press('Home'),
                     (tab) => tab.mouse.click(500, 500), (tab) => tab.click('#switch-layers')]) {
    const {tab, done} = await open(pages.en);
    await tab.clock.install();
    await tab.click('#play');
    await tab.clock.runFor(1500);
    await slider(tab).focus();
    await use(tab);
    const stopped = await shownDate(tab);
    assert.equal(await tab.locator('#play').getAttribute('aria-label'), 'Play through the dates');
    await tab.clock.runFor(10000);
    assert.equal(await shownDate(tab), stopped);
    await done();
  }
});

test('says what the slider does not say by itself', async () => {
  const {tab, done} = await open(pages.en);
  await slider(tab).focus();
  await tab.keyboard.press('ArrowLeft');
  assert.equal(await tab.locator('#announcement').textContent(), await tab.locator('#day-figures').textContent());
  assert.equal(await tab.locator('#map').getAttribute('aria-describedby'), 'description day-now help');
  await done();
});

test('a layer that is switched off stays off on other days', async () => {
  const {tab, done} = await open(pages.en);
  await tab.click('#switch-layers');
  const box = tab.getByLabel(/Within 20/);
  await box.uncheck();
  await tab.click('#earlier');
  assert.equal(await tab.locator('path.zone').count(), 0);
  await box.check();
  assert.equal(await tab.locator('path.zone').count(), 1);
  const zone = await zonePath(tab);
  await tab.click('#later');
  assert.notEqual(await zonePath(tab), zone);
  await done();
});

test('measures from the line of the day that is shown, and again when the day changes', async () => {
  const {tab, done} = await open(pages.en);
  const card = tab.locator('#card');
  const map = await tab.locator('#map').boundingBox();
  await tab.click('#measure');
  for (const [dx, dy] of [[0.4, 0.5], [0.55, 0.8], [0.7, 0.3]]) {
    await tab.mouse.click(map.x + dx * map.width, map.y + dy * map.height);
    for (const [index, path] of linePaths.entries()) {
      await slider(tab).fill(String(index));
      const {lat, lon, distance} = await card.evaluate(({dataset}) => ({...dataset}));
      const [truth] = near(path, [{lat, lon}]);
      assert.ok(Math.abs(distance - truth.distance_m) < 0.5, `${distance} for ${truth.distance_m}`);
    }
    await tab.click('#close');
  }
  await done();
});

test('a place that was chosen tells how it lies on each day', async () => {
  const {tab, done} = await open(pages.en);
  const moved = dataOf(pages.en).places.map(({name}, i) => ({name, i}))
      .find(({i}) => new Set(dataOf(pages.en).days.map(({inside}) => inside[i])).size === 2);
  await tab.locator('#find').fill(moved.name);
  await tab.keyboard.press('Enter');
  const seen = new Set();
  for (const [index] of dates.entries()) {
    await slider(tab).fill(String(index));
    assert.equal(await tab.locator('#card h2').textContent(), moved.name);
    const facts = plain(await tab.locator('#card dl').textContent());
    const inside = placesOf(pages.en, index)[moved.i].inside;
    assert.match(facts, inside ? /Zoneinside/ : /Zoneoutside/);
    seen.add(facts);
  }
  assert.ok(seen.size > 1);
  await done();
});

test('fits a telephone of 360 pixels', async () => {
  for (const made of Object.values(pages)) {
    const {tab, done} = await open(made, {width: 360, height: 740, hasTouch: true, isMobile: true});
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 360);
    for (const control of await tab.locator('.days button, .days input').all()) {
      const {width, height} = await control.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
    }
    await done();
  }
});

test('prints the day that is shown, with its date and without its controls', async () => {
  const {tab, done} = await open(pages.en);
  await slider(tab).fill('1');
  const pdf = await tab.pdf({format: 'A4', printBackground: true});
  assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1);
  await tab.emulateMedia({media: 'print'});
  assert.equal(await tab.locator('#day-date').isVisible(), true);
  for (const id of ['#play', '#earlier', '#day', '#later'])
    assert.equal(await tab.locator(id).isVisible(), false, id);
  await done();
});

test('stays small, with twelve days as well', () => {
  const daily = dataOf(pages.en).days.map((day) => Buffer.byteLength(JSON.stringify(day)));
  const size = Buffer.byteLength(pages.en.html) + (12 - dates.length) * Math.max(...daily);
  assert.ok(size < 1e6, `${size}`);
});

test('has no serious barrier (axe)', async () => {
  for (const [made, options] of [[pages.en, {colorScheme: 'light'}], [pages.en, {colorScheme: 'dark'}],
                                 [pages.ar, {colorScheme: 'light', width: 360}],
                                 [pages.ar, {colorScheme: 'dark'}], [pages.en, {width: 360}]]) {
    const {tab, done} = await open(made, {bypassCSP: true, ...options});
    await tab.click('#earlier');
    await tab.evaluate(axe);
    const {violations, passes} = await tab.evaluate(() => window.axe.run());
    assert.ok(passes.length > 20);
    assert.deepEqual(violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).map(
        ({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join('\n')}`), []);
    await done();
  }
});
