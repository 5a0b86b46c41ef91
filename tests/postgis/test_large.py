"""Twenty thousand lines from a table into a table, each with a zone of its own."""

import os
import subprocess
import sys
import time

import server
from harness import CORDON, DONE
from test_failures import LINES, many_lines


class Large(server.PostgisTest):
    def test_many_lines_stream_through(self):
        self.write("many.geojson", many_lines(LINES))
        subprocess.run(["ogr2ogr", "many.gpkg", "many.geojson"], cwd=self.folder, check=True)
        self.load("many.gpkg", "many")
        figures = {}
        for source, layer, outputs in (("many.gpkg", "many", ["-o", "out.gpkg"]),
                                       (self.pg, "many", ["-o", self.pg])):
            start = time.monotonic()
            run = subprocess.Popen([CORDON, "zone", source, "--layer", layer, "--dissolve", "none", "-q",
                                    *outputs], cwd=self.folder, env=self.environment())
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = status
            self.assertEqual(DONE, status)
            figures[source] = (time.monotonic() - start, used.ru_maxrss / 1024)
        for source, (seconds, memory) in figures.items():
            print(f"{source.split(' ')[0]}: {seconds:.1f} s, {memory:.0f} MB", file=sys.stderr)
        self.assertEqual([[str(LINES), str(LINES), "1", str(LINES)]], self.sql(
            "SELECT count(*), count(DISTINCT name), min(fid), max(fid) FROM zone"))
        # Each zone holds its own line, and the line is 2 to 40 km long: the same as in the file.
        self.assertEqual("0", self.value(
            "SELECT count(*) FROM zone z JOIN many m USING (name) WHERE NOT ST_Covers(z.geom, m.geom)"))
        from_file = self.ogr("out.gpkg")["features"]
        rows = dict(self.sql("SELECT name, area_km2 FROM zone"))
        self.assertEqual({f["properties"]["name"]: f["properties"]["area_km2"] for f in from_file},
                         {name: float(area) for name, area in rows.items()})
        # What is not streamed would take hundreds of megabytes.
        self.assertLess(figures[self.pg][1], figures["many.gpkg"][1] + 100)


if __name__ == "__main__":
    server.main()
