// Towns: which are named at a zoom level, where their names stand, and how one finds them by
// pointer, keyboard and name.

const DOT = 3;    // px; its radius
const GAP = 4;    // px; from a dot to its name
const LINE = 16;  // px; height of a name

/** Places taken on the page, in cells, so that few are compared. */
class Taken {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / 128); x <= Math.floor(right / 128); ++x)
      for (let y = Math.floor(top / 128); y <= Math.floor(bottom / 128); ++y) yield `${x} ${y}`;
  }
  isFree(box) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    return true;
  }
  add(box) {
    for (const key of this.keys(box))
      this.cells.has(key) ? this.cells.get(key).push(box) : this.cells.set(key, [box]);
  }
}

const grown = ([left, top, right, bottom], by) => [left - by, top - by, right + by, bottom + by];

function nameClass(place) {
  if (place.class) return place.class;
  if (place.capital) return 'label label-place label-capital';
  return place.population >= 100000 ? 'label label-place label-place-major' : 'label label-place';
}

/** Measures names as the style sheet will draw them. */
function nameMeter() {
  const canvas = document.createElement('canvas').getContext('2d');
  const fonts = new Map();
  return (place) => {
    const cssClass = nameClass(place);
    if (!fonts.has(cssClass)) {
      const text = svgElement('text', {class: cssClass});
      const svg = document.querySelector('svg.unseen');
      svg.append(text);
      const {fontStyle, fontWeight, fontSize, fontFamily} = getComputedStyle(text);
      text.remove();
      fonts.set(cssClass, `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`);
    }
    canvas.font = fonts.get(cssClass);
    return Math.ceil(canvas.measureText(place.name).width) + 2;
  };
}

/** Where a name may stand about its dot: {x, y (baseline), anchor, box}. */
function positionsOf(at, width) {
  const beside = DOT + GAP;
  const row = (x, y, anchor, left) => ({
    x, y, anchor, box: [left, at.y + y - 12, left + width, at.y + y - 12 + LINE],
  });
  return [
    row(beside, 4, 'left', at.x + beside),
    row(-beside, 4, 'right', at.x - beside - width),
    row(0, -8, 'middle', at.x - width / 2),
    row(0, 17, 'middle', at.x - width / 2),
  ];
}

/** Names of countries and provinces that are wider than their letters, in the middle of these. */
function arrangeNames(map, zoom, widthOf, taken) {
  const shown = [];
  for (const place of data.names) {
    const at = map.project([place.lat, place.lon], zoom);
    const reach = map.project([place.lat, place.lon + place.reach], zoom).x - at.x;
    const width = widthOf(place);
    const box = [at.x - width / 2, at.y - 12, at.x + width / 2, at.y + 6];
    if (width / 2 > 1.5 * reach || !taken.isFree(grown(box, 6))) continue;
    taken.add(box);
    shown.push({place, name: {x: 0, y: 4, anchor: 'middle'}});
  }
  return shown;
}

/** The middle of a path on the map, by its length. */
function middleOf(points) {
  const lengths = points.slice(1).map((point, i) => point.distanceTo(points[i]));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  const i = Math.max(0, lengths.findIndex((length) => (rest -= length) <= 0));
  const back = lengths[i] > 0 ? -rest / lengths[i] : 0;
  return points[i + 1].add(points[i].subtract(points[i + 1]).multiplyBy(back));
}

/** Names of roads in the middle of each. */
function arrangeRoutes(map, zoom, widthOf, taken) {
  const shown = [];
  for (const {name, paths} of today.contact.layers.routes || []) {
    if (!name) continue;
    const path = paths.reduce((longest, one) => one.length > longest.length ? one : longest);
    const at = middleOf(placesOf(path, today.contact).map((place) => map.project(place, zoom)));
    const {lat, lng} = map.unproject(at, zoom);
    const place = {class: 'label label-route', name, lat, lon: lng};
    const width = widthOf(place);
    const box = [at.x - width / 2, at.y - 12, at.x + width / 2, at.y + 6];
    if (!taken.isFree(box)) continue;
    taken.add(box);
    shown.push({place, name: {x: 0, y: 4, anchor: 'middle'}});
  }
  return shown;
}

/**
 * What is shown at a zoom level: names of areas and, by importance, towns: [{place, name: position
 * or null}]. Around the zone names keep their distance; in it, a dot without a name is better than
 * none.
 */
function arrange(map, zoom, widthOf) {
  const taken = new Taken();
  const shown = [...arrangeRoutes(map, zoom, widthOf, taken),
                 ...arrangeNames(map, zoom, widthOf, taken)];
  for (const place of data.places) {
    if (place.distance === null) continue;
    const at = map.project([place.lat, place.lon], zoom);
    const dot = [at.x - DOT - 1, at.y - DOT - 1, at.x + DOT + 1, at.y + DOT + 1];
    if (!taken.isFree(dot)) continue;
    const room = place.inside ? 2 : 14;
    const free = ({box}) => taken.isFree(grown(box, room));
    const position = positionsOf(at, widthOf(place)).find(free) || null;
    if (!position && !place.inside) continue;
    taken.add(dot);
    if (position) taken.add(position.box);
    shown.push({place, name: position});
  }
  return shown;
}

const seenAnchors = {left: ['start', 'end'], middle: ['middle', 'middle'], right: ['end', 'start']};

function placeIcon({place, name}) {
  const svg = svgElement('svg', {width: 1, height: 1, 'aria-hidden': 'true'});
  if (!place.class) {
    svg.append(svgElement('circle', {class: 'ring', r: DOT + 5}));
    svg.append(svgElement('circle', {class: place.capital ? 'place place-capital' : 'place',
                                     r: place.capital ? DOT + 1 : name ? DOT : DOT - 1}));
  }
  if (name) {
    const turned = runsRightToLeft(place.name);
    const text = svgElement('text', {class: nameClass(place), x: name.x, y: name.y,
                                     direction: turned ? 'rtl' : 'ltr',
                                     'text-anchor': seenAnchors[name.anchor][turned ? 1 : 0]});
    text.textContent = place.name;
    svg.append(text);
  }
  return L.divIcon({html: svg, className: 'place-marker', iconSize: [1, 1]});
}

/** What is known of a place, as [name, value]. That it is in the zone, the data know best. */
function placeFacts(place, partAt) {
  const part = partAt({lat: place.lat, lng: place.lon});
  const certain = part !== null && !isPossible(part) ? part : 'zone';
  const facts = [[words(`distance.${today.around}`), lengthWords(place.distance)]];
  if (place.side) facts.push([words('side'), sideWords(place.side)]);
  facts.push([words('zone'), standingWords(place.inside ? certain : isPossible(part) ? part : null)]);
  if (place.population) facts.push([words('population'), numeral(place.population)]);
  return facts;
}

/**
 * The towns upon the map. choose(place, by) is called for a place that is looked at ('focus',
 * 'pointer', 'tap', 'name'), with null for none.
 */
class Towns {
  constructor(map, factsOf, choose) {
    this.map = map;
    this.factsOf = factsOf;
    this.choose = choose;
    this.layer = L.layerGroup().addTo(map);
    this.names = L.layerGroup().addTo(map);
    this.widthOf = nameMeter();
    this.arranged = new Map();
    this.markers = new Map();
    this.stop = null;  // the one place that Tab goes to
    map.on('moveend', () => this.show());
  }

  /** The day has changed. */
  turn() {
    this.arranged.clear();
    this.show();
  }

  arrangedNow() {
    const zoom = this.map.getZoom();
    if (!this.arranged.has(zoom))
      this.arranged.set(zoom, arrange(this.map, zoom, this.widthOf));
    return this.arranged.get(zoom);
  }

  show() {
    const focused = [...this.markers].find(([, marker]) => marker._icon === document.activeElement);
    const view = this.map.getBounds().pad(0.1);
    this.layer.clearLayers();
    this.names.clearLayers();
    this.markers.clear();
    for (const item of this.arrangedNow())
      if (view.contains([item.place.lat, item.place.lon])) this.add(item);
    const inView = this.placesInView();
    if (!inView.includes(this.stop)) this.stop = inView[0] || null;
    this.mark();
    if (focused && this.markers.has(focused[0])) this.focus(focused[0]);
  }

  add(item) {
    const {place} = item;
    const marker = L.marker([place.lat, place.lon], {
      icon: placeIcon(item), pane: 'places', interactive: false, keyboard: false,
    }).addTo(place.class ? this.names : this.layer);
    if (place.class) return;
    const icon = marker.getElement();
    icon.setAttribute('role', 'button');
    icon.setAttribute('aria-label', words('sentence', {
      name: place.name, facts: this.factsOf(place).map((fact) => fact.join(' ')).join(words('separator')),
    }));
    icon.addEventListener('focus', () => { this.stop = place; this.mark(); this.choose(place, 'focus'); });
    icon.addEventListener('keydown', (event) => this.key(event, place));
    this.markers.set(place, marker);
  }

  mark() {
    for (const [place, marker] of this.markers)
      marker.getElement().tabIndex = place === this.stop ? 0 : -1;
  }

  ring(chosen) {
    for (const [place, marker] of this.markers)
      marker.getElement().classList.toggle('chosen', place === chosen);
  }

  placesInView() {
    const view = this.map.getBounds();
    return [...this.markers.keys()].filter(({lat, lon}) => view.contains([lat, lon]));
  }

  focus(place) {
    const marker = this.markers.get(place);
    if (marker) marker.getElement().focus({preventScroll: true});
  }

  /** Arrow keys go to the nearest town in that direction. */
  key(event, from) {
    const direction = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (!direction || !this.map.hasLayer(this.layer)) return;
    event.preventDefault();
    event.stopPropagation();
    const at = (place) => this.map.latLngToContainerPoint([place.lat, place.lon]);
    const start = at(from);
    let best = null;
    for (const place of this.placesInView()) {
      const step = at(place).subtract(start);
      const ahead = step.x * direction[0] + step.y * direction[1];
      const aside = Math.abs(step.x * direction[1]) + Math.abs(step.y * direction[0]);
      if (ahead < 1 || aside > 2 * ahead) continue;
      const far = ahead + 2 * aside;
      if (!best || far < best.far) best = {place, far};
    }
    if (best) this.focus(best.place);
  }

  /** The shown town that is nearest to a point of the map, within so many pixels; or null. */
  near(point, within) {
    if (!this.map.hasLayer(this.layer)) return null;
    let best = null;
    for (const place of this.markers.keys()) {
      const far = this.map.latLngToContainerPoint([place.lat, place.lon]).distanceTo(point);
      if (far <= within && (!best || far < best.far)) best = {place, far};
    }
    return best && best.place;
  }
}

/** The field in which one types the name of a town. */
function connectFind(map, choose) {
  const field = document.getElementById('find');
  const list = document.getElementById('places');
  for (const {name} of data.places) list.append(new Option(name, name));
  field.addEventListener('change', () => {
    const wanted = field.value.trim().toLocaleLowerCase(data.locale);
    const starts = (place) => place.name.toLocaleLowerCase(data.locale).startsWith(wanted);
    const same = (place) => place.name.toLocaleLowerCase(data.locale) === wanted;
    const here = data.places.filter(({distance}) => distance !== null);
    const place = wanted && (here.find(same) || here.find(starts));
    if (!place) return;
    map.setView([place.lat, place.lon], Math.max(map.getZoom(), map.getMaxZoom() - 4), {animate: !calm});
    choose(place, 'name');
  });
}
