// Geodesics on WGS84: Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with
// application of nested equations", Survey Review 23 (1975). Within 0.1 mm; the inverse does not
// converge for places that are nearly opposite to each other on the Earth.
// Places are {lon, lat} and azimuths in degrees, lengths in metres.

const EQUATOR = 6378137;
const FLATTENING = 1 / 298.257223563;
const POLAR = EQUATOR * (1 - FLATTENING);
const DEGREE = Math.PI / 180;

/** Vincenty's A and B, in the nested form of the parameter of the geodesic's tilt. */
function lengthSeries(cosSquaredAlpha) {
  const u2 = cosSquaredAlpha * (EQUATOR * EQUATOR - POLAR * POLAR) / (POLAR * POLAR);
  return {
    A: 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    B: u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2))),
  };
}

/** What an arc on the auxiliary sphere differs by from the length over the polar radius. */
function arcCorrection(B, sinArc, cosArc, cosMiddle) {
  const c2 = cosMiddle * cosMiddle;
  return B * sinArc * (cosMiddle + B / 4 * (cosArc * (2 * c2 - 1) -
      B / 6 * cosMiddle * (4 * sinArc * sinArc - 3) * (4 * c2 - 3)));
}

/** The longitude on the Earth less that on the auxiliary sphere, radians; to be subtracted. */
function longitudeCorrection(sinAlpha, cosSquaredAlpha, arc, cosMiddle) {
  const C = FLATTENING / 16 * cosSquaredAlpha * (4 + FLATTENING * (4 - 3 * cosSquaredAlpha));
  return (1 - C) * FLATTENING * sinAlpha * (arc + C * Math.sin(arc) *
      (cosMiddle + C * Math.cos(arc) * (2 * cosMiddle * cosMiddle - 1)));
}

function reducedLatitude(lat) {
  const tan = (1 - FLATTENING) * Math.tan(lat * DEGREE);
  const cos = 1 / Math.sqrt(1 + tan * tan);
  return {sin: tan * cos, cos};
}

/** The difference of two longitudes, within half a turn. */
function turnBetween(from, to) {
  const turn = (to - from) % 360;
  return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}

/**
 * The shortest way between two places: {distance, start, end}, azimuths at both looking forward;
 * null for places that are nearly opposite to each other.
 */
function geodesicInverse(from, to) {
  const difference = turnBetween(from.lon, to.lon) * DEGREE;
  const one = reducedLatitude(from.lat);
  const two = reducedLatitude(to.lat);
  let lambda = difference;
  for (let round = 0; round < 200; ++round) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const east = two.cos * sinLambda;
    const north = one.cos * two.sin - one.sin * two.cos * cosLambda;
    const sinArc = Math.hypot(east, north);
    if (sinArc === 0 && cosLambda > 0) return {distance: 0, start: 0, end: 0};
    const cosArc = one.sin * two.sin + one.cos * two.cos * cosLambda;
    const arc = Math.atan2(sinArc, cosArc);
    const sinAlpha = one.cos * two.cos * sinLambda / sinArc;
    const cosSquaredAlpha = 1 - sinAlpha * sinAlpha;
    const cosMiddle = cosSquaredAlpha > 1e-15 ? cosArc - 2 * one.sin * two.sin / cosSquaredAlpha : 0;
    const before = lambda;
    lambda = difference + longitudeCorrection(sinAlpha, cosSquaredAlpha, arc, cosMiddle);
    if (Math.abs(lambda) > Math.PI) return null;
    if (Math.abs(lambda - before) > 1e-13) continue;
    const {A, B} = lengthSeries(cosSquaredAlpha);
    return {
      distance: POLAR * A * (arc - arcCorrection(B, sinArc, cosArc, cosMiddle)),
      start: Math.atan2(east, north) / DEGREE,
      end: Math.atan2(one.cos * sinLambda, one.cos * two.sin * cosLambda - one.sin * two.cos) / DEGREE,
    };
  }
  return null;
}

/** Where one arrives: {lon, lat, azimuth}. The longitude is not brought into one turn. */
function geodesicDirect(from, azimuth, distance) {
  const alpha = azimuth * DEGREE;
  const start = reducedLatitude(from.lat);
  const sinStart = Math.sin(alpha);
  const cosStart = Math.cos(alpha);
  const toMiddle = Math.atan2(start.sin, start.cos * cosStart);
  const sinAlpha = start.cos * sinStart;
  const cosSquaredAlpha = 1 - sinAlpha * sinAlpha;
  const {A, B} = lengthSeries(cosSquaredAlpha);
  let arc = distance / (POLAR * A);
  let cosMiddle = Math.cos(2 * toMiddle + arc);
  for (let round = 0; round < 50; ++round) {
    const next = distance / (POLAR * A) + arcCorrection(B, Math.sin(arc), Math.cos(arc), cosMiddle);
    const moved = Math.abs(next - arc);
    arc = next;
    cosMiddle = Math.cos(2 * toMiddle + arc);
    if (moved < 1e-14) break;
  }
  const sinArc = Math.sin(arc);
  const cosArc = Math.cos(arc);
  const northward = start.cos * cosArc - start.sin * sinArc * cosStart;
  const poleward = start.sin * cosArc + start.cos * sinArc * cosStart;
  const across = Math.hypot(sinAlpha, start.sin * sinArc - start.cos * cosArc * cosStart);
  const lambda = Math.atan2(sinArc * sinStart, northward) -
      longitudeCorrection(sinAlpha, cosSquaredAlpha, arc, cosMiddle);
  return {
    lon: from.lon + lambda / DEGREE,
    lat: Math.atan2(poleward, (1 - FLATTENING) * across) / DEGREE,
    azimuth: Math.atan2(sinAlpha, start.cos * cosArc * cosStart - start.sin * sinArc) / DEGREE,
  };
}

/** Earth-centred coordinates, m. */
function inSpace({lon, lat}) {
  const e2 = FLATTENING * (2 - FLATTENING);
  const sin = Math.sin(lat * DEGREE);
  const normal = EQUATOR / Math.sqrt(1 - e2 * sin * sin);
  const axis = normal * Math.cos(lat * DEGREE);
  return [axis * Math.cos(lon * DEGREE), axis * Math.sin(lon * DEGREE), normal * (1 - e2) * sin];
}
