// Pages to look at, made by `cordon map`, and the browser that shows them.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const {CORDON, CORDON_DATA, CHROMIUM} = process.env;
export const folder = mkdtempSync(join(tmpdir(), 'cordon-browser-'));
export const idlib = join(CORDON_DATA, 'idlib-2018-09', 'contact_line_2018-09.geojson');

export function cordon(...args) {
  return execFileSync(CORDON, args, {encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'pipe']});
}

export function write(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export function lines(...paths) {
  return JSON.stringify({type: 'FeatureCollection', features: paths.map((coordinates) => (
      {type: 'Feature', properties: {}, geometry: {type: 'LineString', coordinates}}))});
}

export function page(name, ...args) {
  const path = join(folder, name);
  cordon('map', ...args, '-o', path, '--quiet');
  return {path, html: readFileSync(path, 'utf8'), line: args[0]};
}

/** The data that a page's scripts read. */
export function dataOf({html}) {
  return JSON.parse(html.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1]);
}

/** The places of a page, as they lie on one of its days. */
export function placesOf(made, day = 0) {
  const {places, days} = dataOf(made);
  const {distances, inside} = days[day];
  return places.map((place, i) => ({...place, distance: distances[i], inside: inside[i] === 1}));
}

/** What `cordon near` says of places, {lat, lon}: [{distance_m, side}]. */
export function near(line, places) {
  const rows = places.map(({lat, lon}, i) => `${i},${lat},${lon}`);
  const csv = write('near.csv', ['name,lat,lon', ...rows].join('\n'));
  const found = JSON.parse(cordon('near', line, csv, '--json')).near;
  return places.map((_, i) => found.find(({name}) => name === String(i)));
}

const browser = await chromium.launch({executablePath: CHROMIUM, args: ['--no-sandbox']});
export const closeBrowser = () => browser.close();

/**
 * A page in the browser, without a network. It must ask for nothing but itself, and write nothing
 * to the console: `done` checks that.
 */
export async function open({path}, {width = 1000, height = 700, ...options} = {}) {
  const context = await browser.newContext({viewport: {width, height}, offline: true, ...options});
  const tab = await context.newPage();
  const complaints = [];
  tab.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  tab.on('pageerror', (error) => complaints.push(String(error.stack)));
  tab.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on('request', (request) => {
    if (request.url() !== `file://${path}`) complaints.push(`request: ${request.url()}`);
  });
  await tab.goto(`file://${path}`);
  await tab.waitForSelector('#map[data-ready]', {timeout: 10000});
  const done = async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  };
  return {tab, done};
}

/** A tab with that address, without a network. */
export async function newTab(address) {
  const context = await browser.newContext({offline: true});
  const tab = await context.newPage();
  await tab.goto(address);
  return tab;
}
