// The nearest place of a line (or of what else a zone is around) to any place, and the side of the
// line on which that place lies: where the nearest place is a vertex, the edge there that is nearest
// by angle decides; what is gone over as often one way as the other has no sides.

const STRETCH = 10e3;        // m; no piece that is searched at once is longer
const ON_THE_LINE = 0.02;    // m; vertices are told to a centimetre
const LARGEST_RADIUS = 6399594;  // m; of curvature, of any geodesic

/** Metres by which the middle of a piece may stand off the straight line between its ends. */
const sagitta = (length) => length * length / (8 * 6335e3) + 0.01;

const nodeName = ({lon, lat}) => `${turnBetween(0, lon === -180 ? 180 : lon).toFixed(7)} ${lat.toFixed(7)}`;

/** Edges of paths, as geodesics; what has no length is left out. */
function edgesOf(paths) {
  const edges = [];
  for (const path of paths)
    for (let i = 1; i < path.length; ++i) {
      const way = geodesicInverse(path[i - 1], path[i]);
      if (!way || way.distance < 1e-6) continue;
      edges.push({from: path[i - 1], azimuth: way.start, endAzimuth: way.end, length: way.distance,
                  first: nodeName(path[i - 1]), last: nodeName(path[i])});
    }
  return edges;
}

/** Edges that have sides: each once, without those gone over as often one way as the other. */
function sidedEdges(edges) {
  const traffic = new Map();
  const forward = (edge) => edge.first < edge.last;
  const key = (edge) => forward(edge) ? `${edge.first}|${edge.last}` : `${edge.last}|${edge.first}`;
  for (const edge of edges) {
    const seen = traffic.get(key(edge)) || {net: 0, done: false};
    seen.net += forward(edge) ? 1 : -1;
    traffic.set(key(edge), seen);
  }
  const allCancel = [...traffic.values()].every((seen) => seen.net === 0);
  return edges.filter((edge) => {
    const seen = traffic.get(key(edge));
    if (seen.done || (!allCancel && (forward(edge) ? seen.net <= 0 : seen.net >= 0))) return false;
    seen.done = true;
    return true;
  });
}

/** Edges cut into pieces that are close to straight in space. */
function piecesOf(edges) {
  const pieces = [];
  for (const edge of edges) {
    const count = Math.max(1, Math.ceil(edge.length / STRETCH));
    let from = 0;
    let a = inSpace(edge.from);
    for (let k = 1; k <= count; ++k) {
      const to = k === count ? edge.length : edge.length * k / count;
      const b = inSpace(geodesicDirect(edge.from, edge.azimuth, to));
      pieces.push({edge, from, to, a, b, sagitta: sagitta(to - from)});
      from = to;
      a = b;
    }
  }
  return pieces;
}

function distanceToSegment(p, a, b) {
  const ab = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const ap = [p[0] - a[0], p[1] - a[1], p[2] - a[2]];
  const squared = ab[0] * ab[0] + ab[1] * ab[1] + ab[2] * ab[2];
  const along = squared > 0 ? (ap[0] * ab[0] + ap[1] * ab[1] + ap[2] * ab[2]) / squared : 0;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(ap[0] - t * ab[0], ap[1] - t * ab[1], ap[2] - t * ab[2]);
}

/** The nearest place of one piece: on a sphere it would be found in one step. */
function nearestOnPiece(piece, place) {
  const {edge} = piece;
  const middle = EQUATOR * (1 - FLATTENING / 3);
  let along = (piece.from + piece.to) / 2;
  for (let round = 0; ; ++round) {
    const at = geodesicDirect(edge.from, edge.azimuth, along);
    const way = geodesicInverse(at, place);
    if (!way) return null;
    const arc = way.distance / middle;
    const angle = (way.start - at.azimuth) * DEGREE;
    const step = middle * Math.atan2(Math.sin(arc) * Math.cos(angle), Math.cos(arc));
    const next = Math.min(piece.to, Math.max(piece.from, along + step));
    if (Math.abs(next - along) < 1e-4 || round === 30)
      return {distance: way.distance, edge, along, at, direction: way.start};
    along = next;
  }
}

/** The nearest place of all pieces; null if there is none, or none that can be measured to. */
function nearestOf(pieces, place) {
  const p = inSpace(place);
  const ranked = pieces
      .map((piece) => ({piece, atLeast: distanceToSegment(p, piece.a, piece.b) - piece.sagitta}))
      .sort((one, two) => one.atLeast - two.atLeast);
  let best = null;
  for (const {piece, atLeast} of ranked) {
    // Nothing as near as this has a longer chord (Schur's comparison theorem).
    if (best && atLeast > 2 * LARGEST_RADIUS * Math.sin(best.distance / (2 * LARGEST_RADIUS))) break;
    const found = nearestOnPiece(piece, place);
    if (found && (!best || found.distance < best.distance)) best = found;
  }
  return best;
}

const turnOf = (degrees) => (degrees % 360 + 360) % 360;

/** The ends of edges that meet in each node, clockwise. */
function nodesOf(edges) {
  const nodes = new Map();
  const add = (name, end) => nodes.has(name) ? nodes.get(name).push(end) : nodes.set(name, [end]);
  for (const edge of edges) {
    add(edge.first, {azimuth: turnOf(edge.azimuth), leaves: true});
    add(edge.last, {azimuth: turnOf(edge.endAzimuth + 180), leaves: false});
  }
  for (const ends of nodes.values()) ends.sort((one, two) => one.azimuth - two.azimuth);
  return nodes;
}

/** On which side a place lies that a node is nearest to, and that it sees in some direction. */
function sideAtNode(ends, direction) {
  const azimuth = turnOf(direction);
  let i = ends.length - 1;
  while (i > 0 && ends[i].azimuth > azimuth) --i;
  if (ends[i].azimuth > azimuth) i = ends.length - 1;  // the sector that goes over north
  const first = ends[i];
  const last = ends[(i + 1) % ends.length];
  const width = turnOf(last.azimuth - first.azimuth) || 360;
  const nearFirst = turnOf(azimuth - first.azimuth) < width / 2;
  return nearFirst === (nearFirst ? first : last).leaves ? 'right' : 'left';
}

function sideOf(found, nodes) {
  const {edge, along} = found;
  if (along <= 0 || along >= edge.length)
    return sideAtNode(nodes.get(along <= 0 ? edge.first : edge.last), found.direction);
  return Math.sin((found.direction - found.at.azimuth) * DEGREE) < 0 ? 'left' : 'right';
}

/** By counting the edges that a ray to the north crosses; rings are cut into short edges. */
function encloses(rings, place) {
  let inside = false;
  for (const ring of rings)
    for (let i = 1; i < ring.length; ++i) {
      const a = turnBetween(place.lon, ring[i - 1].lon);
      const b = a + turnBetween(ring[i - 1].lon, ring[i].lon);
      if ((a <= 0) === (b <= 0)) continue;
      if (ring[i - 1].lat - a / (b - a) * (ring[i].lat - ring[i - 1].lat) > place.lat) inside = !inside;
    }
  return inside;
}

/** A ring's places, no farther from each other than a piece is long. */
function cutRing(ring) {
  const cut = [];
  for (const {edge, from} of piecesOf(edgesOf([ring])))
    cut.push(geodesicDirect(edge.from, edge.azimuth, from));
  if (cut.length > 0) cut.push(cut[0]);
  return cut;
}

/**
 * A search for what is nearest of {lines, areas, points}: arrays of paths, of arrays of closed
 * rings, and of places. It returns, for a place, {distance, nearest, side}: side is 'left', 'right'
 * or null where there is none; null for what is nearly half the Earth away.
 */
function nearestSearch({lines, areas, points}) {
  const edges = edgesOf(lines);
  const sided = sidedEdges(edges);
  const nodes = nodesOf(sided);
  const linePieces = piecesOf(edges);
  const sidedPieces = sided.length === edges.length ? linePieces : piecesOf(sided);
  const otherPieces = piecesOf(edgesOf(areas.flat()));
  for (const point of points)
    otherPieces.push({edge: {from: point, azimuth: 0, length: 0}, from: 0, to: 0,
                      a: inSpace(point), b: inSpace(point), sagitta: 0});
  const insides = areas.map((rings) => rings.map(cutRing));

  return (place) => {
    if (insides.some((rings) => encloses(rings, place)))
      return {distance: 0, nearest: place, side: null};
    const line = nearestOf(linePieces, place);
    const other = nearestOf(otherPieces, place);
    const found = line && (!other || line.distance <= other.distance) ? line : other;
    if (!found) return null;
    const hasSide = found === line && line.distance > ON_THE_LINE;
    const bySide = sidedPieces === linePieces ? line : hasSide && nearestOf(sidedPieces, place);
    return {distance: found.distance, nearest: found.at,
            side: hasSide && bySide ? sideOf(bySide, nodes) : null};
  };
}
