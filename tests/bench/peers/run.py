"""Times Cordon and other tools, whole processes in turn, and prints Markdown tables."""

import argparse
import dataclasses
import fnmatch
import json
import os
import pathlib
import signal
import sys
import time

import cases
import data
import machine
import postgis
import process
import table
import tools

ROOT = pathlib.Path(__file__).resolve().parents[3]
OWN_TOOLS = ["cordon", "ogr", "geos"]  # that need nothing but what Cordon's tests need


def parse_arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__, epilog=(
        "scripts/bench --inner [ARGUMENT...] runs the micro-benchmarks of the engine's parts; its "
        "arguments go to google-benchmark."))
    parser.add_argument("--rounds", type=int, metavar="N", help="runs of each tool (default: 5)")
    parser.add_argument("--cases", nargs="+", default=["*"], metavar="CASE",
                        help="only these cases, such as idlib or 'growth-*'")
    parser.add_argument("--tools", nargs="+", default=["*"], metavar="TOOL",
                        help="only these tools, such as cordon or postgis")
    parser.add_argument("--no-peers", action="store_true",
                        help="only Cordon, OGR and GEOS; installs nothing, needs no network")
    parser.add_argument("--quick", action="store_true",
                        help="a tenth of the data, one round: shows that everything runs")
    parser.add_argument("--long", action="store_true",
                        help="the streams of a million lines and more too")
    parser.add_argument("--patience", type=float, default=60, metavar="S",
                        help="a tool that takes longer runs once in a case (default: %(default)g)")
    parser.add_argument("--timeout", type=float, metavar="S",
                        help="a run that takes longer is ended (default: 900; --quick: 60)")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build-bench",
                        help=argparse.SUPPRESS)
    parser.add_argument("--cordon", type=pathlib.Path, metavar="PROGRAM",
                        help="the cordon to time (default: the one just built)")
    arguments = parser.parse_args()
    if arguments.rounds is None:
        arguments.rounds = 1 if arguments.quick else 5
    if arguments.timeout is None:
        arguments.timeout = 60 if arguments.quick else 900
    if arguments.rounds < 1:
        parser.error("--rounds: 1 or more")
    return arguments


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def is_wanted(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def choose(arguments, store, place):
    scale = cases.QUICK if arguments.quick else cases.FULL
    line = ROOT / "data" / "idlib-2018-09" / "contact_line_2018-09.geojson"
    idlib = data.Data("idlib", line, line, 1, 838)
    chosen = []
    for case in cases.all_cases(scale, store, place, idlib):
        if not is_wanted(case.key, arguments.cases) or (case.long and not arguments.long):
            continue
        kept = [tool for tool in case.tools if is_wanted(tool.key, arguments.tools)
                and (tool.key in OWN_TOOLS or not arguments.no_peers)]
        if kept:
            chosen.append(dataclasses.replace(case, tools=kept))
    return chosen, cases.all_goals(scale)


class Bench:
    """Runs cases; keeps files of the zones only until they are measured."""

    def __init__(self, arguments, store, place):
        self.arguments = arguments
        self.store = store
        self.place = place

    def run(self, case):
        rows = [table.Row(case, tool) for tool in case.tools]
        for row in rows:
            self._prepare(row)
        for number in range(self.arguments.rounds):
            # Each tool is first in turn.
            turn = number % len(rows)
            for row in rows[turn:] + rows[:turn]:
                self._time(row, number)
        for row in rows:
            self._judge(row)
        for path in self.place.folder.glob("zones/*"):
            path.unlink()
        return rows

    def job(self, row):
        name = f"{row.case.key}-{row.case.tools.index(row.tool)}-{row.tool.key}"
        return tools.Job(row.case.data, cases.DISTANCE, row.case.each,
                         self.place.folder / "zones" / name,
                         self.place.folder / "logs" / f"{name}.log")

    def _prepare(self, row):
        reason = row.tool.missing()
        if reason:
            row.failure = f"not run: {reason}"
            return
        try:
            self.store.make(row.tool.source(self.job(row)))
            row.tool.prepare(self.job(row))
        except process.Failed as failure:
            row.failure = f"not run: {failure}"

    def _time(self, row, number):
        job = self.job(row)
        impatient = row.usages and row.usages[0].whole.wall > self.arguments.patience
        if row.failure or impatient:
            return
        try:
            if number > 0:
                row.tool.prepare(job)
            usage = process.run(row.tool.command(job), job.log, self.arguments.timeout)
        except process.Failed as failure:
            row.failure = f"failed: {failure}"
            say(f"{row.case.key}: {row.tool.label}: {failure}")
            return
        row.usages.append(usage)
        say(f"{row.case.key}, round {number + 1}: {row.tool.label}: {usage.whole.wall:.2f} s "
            f"({usage.whole.cpu:.2f} s of CPU), {usage.memory / 1e6:.0f} MB")

    def _judge(self, row):
        if row.failure or not row.usages:
            return
        job = self.job(row)
        try:
            zones = row.tool.zones(job)
            if zones is None:
                return
            log = job.log.with_suffix(".error")
            process.run([self.place.programs / "measure_error", row.tool.source(job), zones,
                         job.distance, *self._judging_options(row)], log)
            row.error = json.loads(log.read_text())
        except process.Failed as failure:
            row.failure = f"not measured: {failure}"

    def _judging_options(self, row):
        options = ["--slack", row.case.slack]
        if row.case.each:
            options += ["--each", row.case.sample]
        if row.tool.label in row.case.bands_of:
            options += ["--bands"]
        if row.tool.geodesic:
            options += ["--geodesic"]
        return options


def save(path, rows):
    """All runs, not only their medians."""
    path.write_text(json.dumps([{
        "case": row.case.key, "tool": row.tool.label, "failure": row.failure, "error": row.error,
        "runs": [dataclasses.asdict(usage) for usage in row.usages]} for row in rows], indent=1))


def main():
    arguments = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = ROOT / "out" / "bench"
    for name in ("logs", "zones"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    store = data.Store(folder / "data", arguments.build)
    start = time.monotonic()
    with postgis.Server(folder) as server:
        place = tools.Place(arguments.build, arguments.cordon or arguments.build / "cordon", folder,
                            server)
        chosen, goals = choose(arguments, store, place)
        if not chosen:
            sys.exit("No case with a tool has such a name; see tests/bench/peers/cases.py.")
        load = os.getloadavg()[0]
        bench = Bench(arguments, store, place)
        rows = [row for case in chosen for row in bench.run(case)]
    save(folder / "results.json", rows)
    print(machine.describe(folder, load), end="\n\n")
    print(table.results_table(rows), end="\n\n")
    results = {(row.case.key, row.tool.label): row for row in rows if row.usages}
    print(table.goals_table(goals, results))
    say(f"{(time.monotonic() - start) / 60:.1f} minutes; all runs are in {folder / 'results.json'}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
