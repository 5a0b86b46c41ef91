// The map itself: its layers from the page's data, its scale, its legend's samples.

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const panes = ['ground', 'water', 'provinces', 'borders', 'zone', 'routes', 'line', 'measure'];
const hatches = {'zone-left': 'hatch-left', 'zone-right': 'hatch-right', possible: 'hatch-possible'};

/** The class of a hatch that lies upon a colour; CSS has one fill for an element. */
function hatchesOf(cssClass) {
  return cssClass.split(' ').filter((name) => hatches[name]).map((name) => `hatch ${hatches[name]}`);
}

/** A path told in steps, as places: {lat, lng}. */
function placesOf(steps, {west, north, step}) {
  const places = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    const stretched = (north - y * step) * DEGREE;
    places.push({lat: Math.atan(Math.sinh(stretched)) / DEGREE, lng: west + x * step});
  }
  return places;
}

function createMap() {
  const bounds = L.latLngBounds(data.bounds.slice(0, 2), data.bounds.slice(2));
  const map = L.map('map', {
    attributionControl: false, zoomControl: false, zoomSnap: 0.25, maxBounds: bounds,
    maxBoundsViscosity: 1, bounceAtZoomLimits: false, scrollWheelZoom: false, tap: false,
    inertia: !calm, fadeAnimation: !calm, zoomAnimation: !calm, markerZoomAnimation: !calm,
  });
  panes.forEach((name, i) => { map.createPane(name).style.zIndex = 300 + 10 * i; });
  map.createPane('places').style.zIndex = 600;
  return map;
}

/** Leaflet rounds vertices to whole pixels, and straight edges with many of them tremble. */
const unrounded = {
  _projectLatlngs(latlngs, result, bounds) {
    if (!(latlngs[0] instanceof L.LatLng)) {
      for (const part of latlngs) this._projectLatlngs(part, result, bounds);
      return;
    }
    const origin = this._map.getPixelOrigin();
    const points = latlngs.map((latlng) => this._map.project(latlng).subtract(origin));
    for (const point of points) bounds.extend(point);
    result.push(points);
  },
};
const Line = L.Polyline.extend(unrounded);
const Surface = L.Polygon.extend(unrounded);

/** Fills a layer with shapes of a drawing; it is not interactive: the map itself is. */
function fill(group, drawing, shapes, pane, renderer) {
  group.clearLayers();
  // Colours are the style sheet's: where it has none, nothing is painted.
  const blank = {pane, renderer, interactive: false, smoothFactor: 0.5, color: 'none', weight: 1,
                 fillColor: 'none', fillOpacity: 1};
  for (const shape of shapes) {
    const paths = shape.paths.map((steps) => placesOf(steps, drawing));
    const looks = (className) => ({...blank, className});
    if (shape.radius)
      group.addLayer(L.circleMarker(paths[0][0], {...looks(shape.class), radius: shape.radius}));
    else if (!shape.closed)
      group.addLayer(new Line(paths, looks(shape.class)));
    else
      for (const name of [shape.class, ...hatchesOf(shape.class)])
        group.addLayer(new Surface(paths, looks(name)));
  }
}

/**
 * All layers of the drawings that can be switched, from the bottom up: [{words, layer}]; and
 * drawDay(), which draws those that change from day to day.
 */
function drawLayers(map) {
  const renderers = Object.fromEntries(panes.map((pane) => [pane, L.svg({pane, padding: 0.4})]));
  const layers = [];
  const daily = [];
  const add = (name, pane, shapesOf, drawingOf) => {
    const layer = L.layerGroup([], {pane}).addTo(map);
    if (name) layers.push({words: name, layer});
    return () => fill(layer, drawingOf(), shapesOf(drawingOf().layers), pane, renderers[pane]);
  };
  const ofLayers = (names) => (drawn) => names.flatMap((name) => drawn[name] || []);
  const addGround = (name, names, pane) => {
    if (ofLayers(names)(data.ground.layers).length > 0)
      add(name, pane, ofLayers(names), () => data.ground)();
  };
  const addDaily = (name, shapesOf, pane) => {
    if (data.days.some(({contact}) => shapesOf(contact.layers).length > 0))
      daily.push(add(name, pane, shapesOf, () => today.contact));
  };
  addGround(null, ['sea', 'land'], 'ground');
  addGround(words('layer.water'), ['lakes', 'rivers'], 'water');
  addGround(words('layer.provinces'), ['provinces'], 'provinces');
  addGround(words('layer.borders'), ['borders', 'disputed'], 'borders');
  for (const entry of data.legend.filter(({form}) => form === 'area'))
    addDaily(entry.words, ({zone = []}) => zone.filter((shape) => shape.class === entry.class), 'zone');
  addDaily(words('layer.routes'), ofLayers(['routes']), 'routes');
  const line = data.legend.find((entry) => entry.class === 'line' || entry.class === 'line-point');
  if (line) addDaily(line.words, ofLayers(['line']), 'line');
  const drawDay = () => daily.forEach((draw) => draw());
  drawDay();
  return {layers, drawDay};
}

const svgNamespace = 'http://www.w3.org/2000/svg';

function svgElement(name, attributes) {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** What the legend's entries look like on the map. */
function drawSamples() {
  document.querySelectorAll('.legend .sample').forEach((svg, i) => {
    const entry = data.legend[i];
    const middle = {y1: 8, y2: 8, x1: 1, x2: 27};
    if (entry.form === 'area')
      for (const name of [`swatch ${entry.class}`, ...hatchesOf(entry.class)])
        svg.append(svgElement('rect', {class: name, x: 1, y: 1, width: 26, height: 14}));
    else if (entry.form === 'line')
      svg.append(svgElement('line', {class: entry.class, ...middle}));
    else
      svg.append(svgElement('circle', {class: entry.class, cx: 14, cy: 8, r: 4}));
  });
}

/** Leaflet's scale in the page's language. */
const Scale = L.Control.Scale.extend({
  _updateMetric(most) {
    const length = this._getRoundNum(most);
    const text = length < 1000 ? measure(length, 'meter', 0) : measure(length / 1000, 'kilometer', 0);
    this._updateScale(this._mScale, text, length / most);
  },
  _updateImperial(most) {
    const feet = most / 0.3048;
    const miles = most / 1609.344;
    const length = this._getRoundNum(miles > 1 ? miles : feet);
    if (miles > 1) this._updateScale(this._iScale, measure(length, 'mile', 0), length / miles);
    else this._updateScale(this._iScale, measure(length, 'foot', 0), length / feet);
  },
});

function controlIcon(link, path) {
  const svg = svgElement('svg', {viewBox: '0 0 20 20', 'aria-hidden': 'true'});
  svg.append(svgElement('path', {d: path}));
  link.replaceChildren(svg);
}

function addControls(map, showWhole) {
  const start = document.dir === 'rtl' ? 'right' : 'left';
  const zoom = L.control.zoom({position: `top${start}`, zoomInTitle: words('zoom_in'),
                               zoomOutTitle: words('zoom_out')}).addTo(map);
  const whole = zoom._createButton('', words('whole'), 'show-whole', zoom.getContainer(), showWhole);
  controlIcon(whole, 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4');
  new Scale({position: `bottom${start}`, maxWidth: 130}).addTo(map);
}
