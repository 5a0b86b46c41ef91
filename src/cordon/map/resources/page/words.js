// Phrases, numbers and lengths in the language of the page.

const data = JSON.parse(document.getElementById('data').textContent);

let today = null;  // the day that is shown: one of data.days

/** Shows a day from now on; places tell how they lie to that day's line. */
function turnTo(index) {
  today = data.days[index];
  const sides = {l: 'left', r: 'right'};
  data.places.forEach((place, i) => {
    place.distance = today.distances[i];
    place.inside = today.inside[i] === 1;
    place.side = sides[today.sides[i]];
  });
}
turnTo(data.days.length - 1);

/** A phrase with {names} replaced. */
function words(key, values = {}) {
  return data.phrases[`page.${key}`].replace(/\{(\w+)\}/g, (_, name) => `\u2068${values[name]}\u2069`);
}

function numeral(value, options = {}) {
  return new Intl.NumberFormat(data.locale, options).format(value);
}

function measure(value, unit, decimals) {
  return numeral(value, {style: 'unit', unit, unitDisplay: 'short', minimumFractionDigits: decimals,
                         maximumFractionDigits: decimals}).replace(/ /g, '\u00a0');
}

/** To 10 m (or a metre, where it is less than one kilometre), and in miles. */
function lengthWords(metres) {
  if (Math.round(metres) < 1000)
    return words('both', {one: measure(metres, 'meter', 0), two: measure(metres / 0.3048, 'foot', 0)});
  return words('both', {one: measure(metres / 1000, 'kilometer', 2),
                        two: measure(metres / 1609.344, 'mile', 2)});
}

function coordinateWords({lat, lng}) {
  const lon = ((lng + 180) % 360 + 360) % 360 - 180;
  const angle = (value, key) => words(key, {angle: numeral(Math.abs(value), {minimumFractionDigits: 4, maximumFractionDigits: 4})});
  return words('coordinates', {lat: angle(lat, lat < 0 ? 'south' : 'north'), lon: angle(lon, lon < 0 ? 'west' : 'east')});
}

function sideWords(side) {
  return data.sides[side] || words(`side.${side}`);
}

/** As SVG wants to know it: whether the first letter runs from right to left. */
function runsRightToLeft(text) {
  const letter = text.match(/\p{L}/u);
  return letter !== null && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(letter[0]);
}
