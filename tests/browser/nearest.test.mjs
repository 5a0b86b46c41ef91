// Geodesics, distances and sides as the page computes them, against GeographicLib.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test from 'node:test';

const {PAGE_SCRIPTS: scripts, NEAREST_CASES: cases} = process.env;
const source = ['geodesic.js', 'nearest.js'].map((name) => readFileSync(`${scripts}/${name}`, 'utf8')).join('');
const {geodesicInverse, geodesicDirect, nearestSearch} =
    new Function(`${source}; return {geodesicInverse, geodesicDirect, nearestSearch};`)();
const {ways, cases: shapes, seed} = JSON.parse(execFileSync(cases, {encoding: 'utf8', maxBuffer: 1e9}));

test('geodesics agree with GeographicLib to a millimetre', () => {
  assert.ok(ways.length >= 10000);
  for (const {from, to, distance, start, end} of ways) {
    const where = `${JSON.stringify({from, to})}, seed ${seed}`;
    const way = geodesicInverse(from, to);
    assert.ok(way, `no way: ${where}`);
    assert.ok(Math.abs(way.distance - distance) < 1e-3, `${way.distance} for ${distance}: ${where}`);
    const there = geodesicDirect(from, start, distance);
    const miss = geodesicInverse(there, to);
    assert.ok(miss.distance < 1e-3, `${miss.distance} m off: ${where}`);
    if (distance < 10) continue;  // azimuths of short ways are told by the coordinates' rounding
    const turn = Math.abs(((way.start - start + 540) % 360) - 180) * Math.PI / 180;
    assert.ok(turn * Math.sin(Math.min(distance / 6371e3, Math.PI)) * 6371e3 < 1e-2, `azimuth: ${where}`);
    const turnThere = Math.abs(((there.azimuth - end + 540) % 360) - 180) * Math.PI / 180;
    assert.ok(turnThere * Math.sin(Math.min(distance / 6371e3, Math.PI)) * 6371e3 < 1e-2, `end: ${where}`);
  }
});

test('places that are nearly opposite are refused, not guessed', () => {
  assert.equal(geodesicInverse({lon: 0, lat: 0.1}, {lon: 179.9, lat: 0.1}), null);
  assert.equal(nearestSearch({lines: [], areas: [], points: [{lon: 0, lat: 0}]})({lon: 179.8, lat: 0.1}), null);
});

test('distances and sides agree with the definition', () => {
  let worst = 0;
  let sides = {left: 0, right: 0};
  for (const {lines, areas, points, places} of shapes) {
    const search = nearestSearch({lines, areas, points});
    for (const {place, distance, side} of places) {
      const found = search(place);
      const where = `${JSON.stringify(place)} of ${JSON.stringify({lines, areas, points}).slice(0, 300)}, seed ${seed}`;
      const error = Math.abs(found.distance - distance);
      worst = Math.max(worst, error);
      // In an area's edge of geodesics, inside and outside are told from straight pieces of 10 km.
      assert.ok(error < (areas.length > 0 ? 3 : 0.01), `${found.distance} for ${distance} m: ${where}`);
      if (side === null) continue;
      ++sides[side];
      assert.equal(found.side, side, `${found.distance} m away: ${where}`);
    }
  }
  assert.ok(sides.left > 500 && sides.right > 500, JSON.stringify(sides));
  console.log(`largest difference ${worst.toFixed(6)} m; ${sides.left} left, ${sides.right} right`);
});
