// How far any place is from the line, and on which side of it.

/** Vertices told in steps of 1e-7 degrees. */
function vertices(steps) {
  const path = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i];
    lat += steps[i + 1];
    path.push({lon: lon / 1e7, lat: lat / 1e7});
  }
  return path;
}

function searchOfPage() {
  const {lines, areas, points} = today.measured;
  return nearestSearch({
    lines: lines.map(vertices),
    areas: areas.map((rings) => rings.map(vertices)),
    points: points.map((point) => vertices(point)[0]),
  });
}

/** A search for the part of the zone that a place, {lat, lng}, lies in: its class. */
function zoneLookup() {
  const parts = (today.contact.layers.zone || []).map((shape) => ({
    cssClass: shape.class, rings: shape.paths.map((steps) => placesOf(steps, today.contact)),
  }));
  const crossings = (ring, {lat, lng}) => {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
      if ((ring[i].lng <= lng) !== (ring[j].lng <= lng) &&
          ring[i].lat + (lng - ring[i].lng) / (ring[j].lng - ring[i].lng) * (ring[j].lat - ring[i].lat) > lat)
        inside = !inside;
    return inside;
  };
  return (place) => {
    const part = parts.find(({rings}) =>
        rings.reduce((inside, ring) => inside !== crossings(ring, place), false));
    return part ? part.cssClass : null;
  };
}

const isPossible = (partClass) => partClass !== null && partClass.split(' ').includes('possible');

/** Of bands, the one is told; else whether a place is in the zone. */
function standingWords(partClass) {
  if (partClass === null) return words('outside');
  if (isPossible(partClass)) return words('possible');
  const entry = data.legend.find((one) => one.class === partClass);
  return entry && partClass.includes('band-') ? entry.words : words('inside');
}

/** The drawn way from a measured place to what is nearest to it. */
function wayOf(place, nearest) {
  const from = {lon: place.lng, lat: place.lat};
  const way = geodesicInverse(from, nearest);
  const steps = Math.max(1, Math.ceil(way.distance / 50e3));
  const path = [];
  for (let i = 0; i <= steps; ++i) {
    const at = geodesicDirect(from, way.start, way.distance * i / steps);
    path.push([at.lat, at.lon]);
  }
  return path;
}

class Measuring {
  /** show(title, facts, {place, distance}, announced) is called with each result. */
  constructor(map, partAt, show) {
    this.map = map;
    this.partAt = partAt;
    this.show = show;
    this.layer = L.layerGroup().addTo(map);
    this.on = false;
    this.measured = null;  // the place
    this.search = null;
    this.button = document.getElementById('measure');
    this.hint = document.getElementById('hint');
    this.crosshair = document.getElementById('crosshair');
    this.button.addEventListener('click', (event) => this.turn(!this.on, event.detail === 0));
    this.hint.textContent = words('hint');
  }

  turn(on, byKeyboard = false) {
    this.on = on;
    this.button.setAttribute('aria-pressed', String(on));
    document.body.classList.toggle('measuring', on);
    this.hint.hidden = !on;
    this.aim(on && byKeyboard);
    this.map.keyboard._setPanDelta(on ? 20 : 80);
    if (on && byKeyboard) this.map.getContainer().focus();
    if (!on) this.clear();
  }

  /** The crosshair is for those who move the map by keyboard. */
  aim(shown) {
    this.crosshair.hidden = !shown;
  }

  clear() {
    this.layer.clearLayers();
    this.measured = null;
  }

  /** The day has changed: so has the answer for the place that was asked for. */
  again() {
    this.search = null;
    if (this.measured) this.at(this.measured, false);
  }

  at(place, announced = true) {
    this.search = this.search || searchOfPage();
    const found = this.search({lon: place.lng, lat: place.lat});
    this.clear();
    this.measured = place;
    this.hint.hidden = true;
    if (found) this.draw(place, found);
    const facts = [[words(`distance.${today.around}`), found ? lengthWords(found.distance) : words('far')]];
    if (found && found.side) facts.push([words('side'), sideWords(found.side)]);
    facts.push([words('zone'), standingWords(this.partAt(place))]);
    this.show(coordinateWords(place), facts, {place, distance: found ? found.distance : null}, announced);
  }

  draw(place, found) {
    const looks = (className) => ({className, pane: 'measure', interactive: false});
    if (found.distance > 0) {
      const way = wayOf(place, found.nearest);
      this.layer.addLayer(L.polyline(way, looks('measure-way')));
      this.layer.addLayer(L.polyline(way, looks('measure-way-line')));
      this.layer.addLayer(L.circleMarker(way[way.length - 1], {...looks('measure-point'), radius: 4}));
    }
    this.layer.addLayer(L.circleMarker(place, {...looks('measure-point'), radius: 6}));
  }
}
