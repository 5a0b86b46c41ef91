// turf.js: buffers every feature of a GeoJSON file. Found through NODE_PATH by createRequire,
// which, unlike import, looks there.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const turf = createRequire(import.meta.url)("@turf/turf");

const [source, out, distance, steps, mode] = process.argv.slice(2);
if (!["each", "all"].includes(mode)) {
  console.error("usage: turf_buffer.mjs LINES.geojson OUT.geojson DISTANCE_M STEPS each|all");
  process.exit(2);
}
const lines = JSON.parse(readFileSync(source, "utf8"));
const options = { units: "meters", steps: Number(steps) };
let zones = turf.featureCollection(
  lines.features.map((line) => turf.buffer(line, Number(distance), options)));
if (mode === "all" && zones.features.length > 1)
  zones = turf.featureCollection([turf.union(zones)]);
writeFileSync(out, JSON.stringify(zones));
