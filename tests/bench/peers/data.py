"""The lines that are buffered: made by the program bench_data from fixed seeds, or real ones."""

import dataclasses
import pathlib

import process


@dataclasses.dataclass(frozen=True)
class Data:
    """A data set in the files that tools read."""

    name: str
    fgb: pathlib.Path
    geojson: pathlib.Path
    features: int
    vertices: int


class Store:
    """Makes data sets in a folder, when they are asked for."""

    def __init__(self, folder, programs):
        self.folder = folder
        self.maker = programs / "bench_data"
        folder.mkdir(parents=True, exist_ok=True)

    def front(self, vertices):
        """One fractal line, 350 km from end to end."""
        return self._data("front", vertices, 1, vertices)

    def lines(self, count):
        """Lines of 20 vertices, about 500 m apart, in the Levant."""
        return self._data("lines", count, count, 20 * count)

    def _data(self, kind, size, features, vertices):
        path = self.folder / f"{kind}-{size}"
        return Data(path.name, path.with_suffix(".fgb"), path.with_suffix(".geojson"), features,
                    vertices)

    def make(self, path):
        """Makes a file, unless it is newer than the program that makes it."""
        if self.folder not in path.parents:
            return
        if path.exists() and path.stat().st_mtime > self.maker.stat().st_mtime:
            return
        kind, size = path.stem.split("-")
        part = path.with_name("part-" + path.name)
        process.run([self.maker, kind, size, part], self.folder / "bench_data.log")
        part.rename(path)
