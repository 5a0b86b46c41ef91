"""The cases that are timed, and the goals that Cordon is to meet in them."""

import dataclasses
import math

from tools import BuildOnly, Cordon, GeoPandas, Ogr, PlainGeos, PostGis, Qgis, S2, SpatiaLite, Turf

DISTANCE = 20_000  # m
RINGS = ",".join(f"{km}km" for km in range(2, 21, 2))

CORDON = "Cordon"
CORDON_1CM = "Cordon, 1 cm"
ONE_THREAD = "Cordon, 1 thread"
TWO_THREADS = "Cordon, 2 threads"
TO_GEOJSON = "Cordon, 2 threads, to GeoJSON"
BUILD_1 = "Cordon, built and certified only, 1 thread"
BUILD_2 = "Cordon, built and certified only, 2 threads"
TEN_RINGS = "Cordon, 10 rings"
SUMMARY = ("ogrinfo", "-al", "-geom=SUMMARY")
HEADER = ("ogrinfo", "-so", "-al")
COPY = ("ogr2ogr", "-f", "GeoJSON")
GEOS = "plain GEOS in UTM, 100 segments"
POSTGIS = "PostGIS geography, 100 segments"


@dataclasses.dataclass(frozen=True)
class Scale:
    vertices: int  # of the one line
    lines: int
    growth: tuple  # vertices
    stream: tuple  # lines


FULL = Scale(1_000_000, 20_000, (10_000, 100_000, 1_000_000, 10_000_000), (1_000_000, 2_000_000))
QUICK = Scale(100_000, 2_000, (10_000, 100_000, 1_000_000), (100_000, 200_000))


@dataclasses.dataclass(frozen=True)
class Case:
    key: str
    title: str
    data: object
    tools: list
    each: bool = False
    slack: float = 0.1  # m; of the oracle
    bands_of: tuple = ()  # labels of tools whose zones are bands
    long: bool = False

    @property
    def sample(self):
        """Every so many-th zone is measured: 500 or so."""
        return max(1, self.data.features // 500)


def all_cases(scale, store, place, idlib):
    """All cases, in the order of the table."""

    def peers(*more):
        return [PlainGeos(place), *more, SpatiaLite(place), GeoPandas(place), PostGis(place),
                Qgis(place), Turf(place), S2(place)]

    def cordon(label=CORDON, *options, **files):
        return Cordon(place, label, options, **files)

    front, lines = store.front(scale.vertices), store.lines(scale.lines)
    n, k = f"{scale.vertices:,}", f"{scale.lines:,}"
    return [
        Case("vertices", f"{n} vertices", front,
             [cordon(), Ogr(place, SUMMARY), *peers(PlainGeos(place, 8))]),
        Case("vertices-1cm", f"{n} vertices, 1 cm", front,
             [cordon(CORDON_1CM, "--tolerance", "1cm"), Ogr(place, SUMMARY)], slack=0.001),
        Case("vertices-geojson", f"{n} vertices, GeoJSON", front,
             [cordon(reads="geojson"), Ogr(place, HEADER, reads="geojson")]),
        Case("ten-thousand", "10,000 vertices", store.front(10_000),
             [cordon(), Ogr(place, SUMMARY), *peers()]),
        Case("idlib", "Idlib, 838 vertices, GeoJSON to GeoJSON", idlib,
             [cordon(reads="geojson", suffix=".geojson"), Ogr(place, COPY, reads="geojson"),
              *peers()]),
        Case("lines-each", f"{k} lines, a zone each", lines,
             [cordon(TWO_THREADS, "--threads", "2"), cordon(ONE_THREAD, "--threads", "1"),
              cordon(TO_GEOJSON, "--threads", "2", suffix=".geojson"), BuildOnly(place, 1),
              BuildOnly(place, 2), *peers()], each=True),
        Case("lines-all", f"{k} lines, one zone", lines, [cordon(), *peers()]),
        Case("rings", f"{n} vertices, rings", front,
             [cordon(), cordon(TEN_RINGS, "--rings", RINGS)], bands_of=(TEN_RINGS,)),
        *(Case(f"growth-{size}", f"growth: {size:,} vertices", store.front(size),
               [cordon(), Ogr(place, SUMMARY)]) for size in scale.growth),
        *(Case(f"stream-{count}", f"{count:,} lines, a zone each", store.lines(count), [cordon()],
               each=True, long=True) for count in scale.stream),
    ]


@dataclasses.dataclass(frozen=True)
class Goal:
    """`measure` takes the results; gives what is compared with `bound`, by wall and by CPU time,
    or one figure; raises KeyError for what was not run."""

    text: str
    bound: float
    measure: object
    at_least: bool = False

    def met_by(self, value):
        return value >= self.bound if self.at_least else value <= self.bound


def all_goals(scale):
    growth = [f"growth-{size}" for size in scale.growth]
    stream = [f"stream-{count}" for count in scale.stream]
    summary, header, copy = " ".join(SUMMARY), " ".join(HEADER), " ".join(COPY)
    n, k = f"{scale.vertices:,} vertices", f"{scale.lines:,} lines"
    return [
        Goal(f"{n}: Cordon / ogrinfo", 1.7, ratio("vertices", CORDON, summary)),
        Goal(f"{n}: plain GEOS / Cordon", 7, ratio("vertices", GEOS, CORDON), at_least=True),
        Goal(f"{n}: memory, Cordon / ogrinfo", 2, memory_ratio("vertices", CORDON, summary)),
        Goal(f"{n} at 1 cm: Cordon / ogrinfo", 3, ratio("vertices-1cm", CORDON_1CM, summary)),
        Goal(f"{n}, GeoJSON: Cordon / ogrinfo -so", 1.1,
             ratio("vertices-geojson", CORDON, header)),
        Goal("Idlib: Cordon / ogr2ogr", 1.5, ratio("idlib", CORDON, copy)),
        Goal(f"{k}, a zone each: buffers of plain GEOS / building, 1 thread", 8,
             phase_ratio("lines-each", (GEOS, "buffer"), (BUILD_1, "build")), at_least=True),
        Goal(f"{k}, a zone each: PostGIS / Cordon without writing, 1 thread", 4,
             ratio("lines-each", POSTGIS, BUILD_1), at_least=True),
        Goal(f"{k}, a zone each: building, 1 thread / 2 threads, wall time", 1.7,
             threads_gain("lines-each", (BUILD_1, "build"), (BUILD_2, "build")), at_least=True),
        Goal(f"{k}, a zone each: writing FlatGeobuf / building", 2,
             writing("lines-each", TWO_THREADS)),
        Goal(f"{k}, a zone each: writing GeoJSON / building", 2,
             writing("lines-each", TO_GEOJSON)),
        Goal(f"{k}, one zone: UnaryUnion of plain GEOS / Cordon", 10,
             union_ratio("lines-all", GEOS, CORDON), at_least=True),
        Goal("10 rings / one distance", 4, ratio("rings", TEN_RINGS, CORDON)),
        Goal("growth: slope of log time to log size", 1.05, slope(growth, times)),
        Goal("growth: slope of log memory to log size", 1.05, slope(growth, memory)),
        Goal(f"stream of {scale.stream[0]:,} lines: memory, MB", 600,
             lambda results: (memory(results[stream[0], CORDON])[0] / 1e6,)),
        Goal("stream: memory for twice the lines / once", 1.05,
             lambda results: memory_ratio_of(results[stream[1], CORDON],
                                             results[stream[0], CORDON])),
    ]


def times(row, phase=None):
    return row.wall(phase), row.cpu(phase)


def memory(row):
    return (row.memory(),)


def ratio(case, over, under):
    return phase_ratio(case, (over, None), (under, None))


def phase_ratio(case, over, under):
    return lambda results: _divide(times(results[case, over[0]], over[1]),
                                   times(results[case, under[0]], under[1]))


def threads_gain(case, over, under):
    return lambda results: phase_ratio(case, over, under)(results)[:1]


def memory_ratio(case, over, under):
    return lambda results: memory_ratio_of(results[case, over], results[case, under])


def memory_ratio_of(over, under):
    return _divide(memory(over), memory(under))


def union_ratio(case, geos, cordon):
    """What a buffer of each line and their union take, against the whole of Cordon."""
    def measure(results):
        buffers = times(results[case, geos], "buffer")
        union = times(results[case, geos], "union")
        return _divide([b + u for b, u in zip(buffers, union)], times(results[case, cordon]))
    return measure


def writing(case, label):
    """What a run on 2 threads takes beyond one that does not write, against building alone."""
    def measure(results):
        whole, unwritten = times(results[case, label]), times(results[case, BUILD_2])
        return _divide([w - u for w, u in zip(whole, unwritten)],
                       times(results[case, BUILD_2], "build"))
    return measure


def slope(keys, figures):
    """Fitted by least squares to the logarithms."""
    def measure(results):
        sizes = [math.log(results[key, CORDON].case.data.vertices) for key in keys]
        rows = [[math.log(value) for value in figures(results[key, CORDON])] for key in keys]
        return tuple(_fit(sizes, column) for column in zip(*rows))
    return measure


def _fit(x, y):
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    return (sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y))
            / sum((a - middle_x) ** 2 for a in x))


def _divide(over, under):
    return tuple(a / b for a, b in zip(over, under))
