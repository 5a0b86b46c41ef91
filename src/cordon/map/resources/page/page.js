// The page: puts map, towns, measuring and controls together.

function createCard(onClose) {
  const card = document.getElementById('card');
  const title = document.getElementById('card-title');
  const list = document.getElementById('card-facts');
  const announcement = document.getElementById('announcement');
  document.getElementById('close').addEventListener('click', onClose);
  return {
    show(name, facts, announced) {
      title.textContent = name;
      title.dir = 'auto';
      list.replaceChildren(...facts.flatMap(([key, value]) => {
        const term = document.createElement('dt');
        const description = document.createElement('dd');
        term.textContent = key;
        const isolated = document.createElement('bdi');
        isolated.textContent = value;
        description.append(isolated);
        return [term, description];
      }));
      card.hidden = false;
      for (const key of Object.keys(card.dataset)) delete card.dataset[key];
      announcement.textContent = announced ? words('sentence', {
        name, facts: facts.map((fact) => fact.join(' ')).join(words('separator')),
      }) : '';
    },
    /** The figures for other scripts, as data attributes. */
    tell(figures) { Object.assign(card.dataset, figures); },
    hide() { card.hidden = true; },
  };
}

/** The light and the dark style sheet, by the reader's settings until the switch is used. */
function connectDark() {
  const button = document.getElementById('dark');
  const prefers = matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;
  const dark = () => chosen === null ? prefers.matches : chosen;
  const apply = () => {
    document.getElementById('style-light').media = dark() ? 'not all' : 'screen';
    document.getElementById('style-dark').media = dark() ? 'screen' : 'not all';
    button.setAttribute('aria-pressed', String(dark()));
  };
  button.addEventListener('click', () => { chosen = !dark(); apply(); });
  prefers.addEventListener('change', apply);
  apply();
}

function connectLayers(map, layers) {
  const button = document.getElementById('switch-layers');
  const panel = document.getElementById('layers');
  const turn = (open) => {
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  for (const {words: name, layer} of [...layers].reverse()) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = true;
    box.addEventListener('change', () => box.checked ? layer.addTo(map) : layer.remove());
    const label = document.createElement('label');
    label.append(box, name);
    panel.append(label);
  }
  button.addEventListener('click', () => turn(panel.hidden));
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    turn(false);
    button.focus();
  });
  map.on('click', () => turn(false));
}

/** The map keeps its own place while the page around it scrolls, changes its size or is printed. */
function fitToPage(map, showWhole) {
  const container = map.getContainer();
  const bounds = map.options.maxBounds;
  const limit = () => map.setMinZoom(map.getBoundsZoom(bounds, true));
  container.addEventListener('scroll', () => { container.scrollTop = container.scrollLeft = 0; });
  map.on('focus', () => map.scrollWheelZoom.enable());
  map.on('blur', () => map.scrollWheelZoom.disable());
  map.on('resize', limit);
  limit();
  let before = null;
  addEventListener('beforeprint', () => {
    before = {centre: map.getCenter(), zoom: map.getZoom()};
    Object.assign(container.style, {flex: 'none', width: '680px', height: '520px'});  // as page.css
    map.invalidateSize({animate: false, pan: false});
    showWhole(false);
  });
  addEventListener('afterprint', () => {
    Object.assign(container.style, {flex: '', width: '', height: ''});
    map.invalidateSize({animate: false, pan: false});
    if (before) map.setView(before.centre, before.zoom, {animate: false});
  });
}

function start() {
  const days = data.days.length > 1 ? new Days() : null;
  const map = createMap();
  const zone = L.latLngBounds(data.zoneBounds.slice(0, 2), data.zoneBounds.slice(2));
  const showWhole = (animate) =>
      map.fitBounds(zone, {padding: [24, 24], animate: animate !== false && !calm});
  showWhole(false);
  map.setMaxZoom(Math.min(18, Math.ceil(map.getZoom()) + 6));
  fitToPage(map, showWhole);
  addControls(map, showWhole);
  const {layers, drawDay} = drawLayers(map);
  drawSamples();

  let towns = null;
  let pinned = false;
  let chosen = null;
  const card = createCard(() => { close(); map.getContainer().focus(); });
  let lookUp = zoneLookup();
  const partAt = (place) => lookUp(place);
  const factsOf = (place) => placeFacts(place, partAt);
  const choose = (place, by) => {
    chosen = place;
    pinned = place !== null && by !== 'pointer';
    if (place) card.show(place.name, factsOf(place), by === 'tap' || by === 'name');
    else card.hide();
    towns.ring(place);
    if (place && by !== 'pointer') measuring.clear();
  };
  const measuring = new Measuring(map, partAt, (title, facts, {place, distance}, announced) => {
    pinned = true;
    chosen = null;
    towns.ring(null);
    card.show(title, facts, announced);
    card.tell({lat: place.lat, lon: place.lng, distance});
  });
  const close = () => { choose(null); measuring.clear(); };
  towns = new Towns(map, factsOf, choose);
  towns.show();
  layers.push({words: words('layer.names'), layer: towns.names});
  layers.push({words: words('layer.places'), layer: towns.layer});
  if (days)
    days.onTurn = () => {
      drawDay();
      lookUp = zoneLookup();
      towns.turn();
      if (chosen && chosen.distance === null) close();
      if (chosen) card.show(chosen.name, factsOf(chosen), false);
      towns.ring(chosen);
      measuring.again();
    };
  connectFind(map, choose);
  connectLayers(map, layers);
  connectDark();

  const touch = matchMedia('(pointer: coarse)').matches;
  map.on('click', ({latlng, containerPoint}) => {
    if (measuring.on) return measuring.at(latlng);
    const place = towns.near(containerPoint, touch ? 22 : 14);
    if (place) choose(place, 'tap');
    else close();
  });
  map.on('mousemove', ({containerPoint}) => {
    measuring.aim(false);
    if (measuring.on || pinned || touch) return;
    choose(towns.near(containerPoint, 14), 'pointer');
  });
  map.on('mouseout', () => { if (!pinned && !measuring.on) choose(null); });
  map.getContainer().addEventListener('keydown', (event) => {
    if (event.target !== map.getContainer() || !measuring.on) return;
    if (event.key.startsWith('Arrow')) measuring.aim(true);
    if (event.key !== 'Enter') return;
    measuring.aim(true);
    measuring.at(map.getCenter());
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    close();
    measuring.turn(false);
  });
  document.getElementById('map').dataset.ready = 'true';
}

start();
