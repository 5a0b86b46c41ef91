"""What was measured, as Markdown."""

import dataclasses
import math
import statistics


@dataclasses.dataclass
class Row:
    """A tool in a case."""

    case: object
    tool: object
    usages: list = dataclasses.field(default_factory=list)
    error: dict = None  # what measure_error printed
    failure: str = None  # why there is no measurement, or no error

    def wall(self, phase=None):
        return statistics.median(times.wall for times in self._times(phase))

    def cpu(self, phase=None):
        return statistics.median(times.cpu for times in self._times(phase))

    def memory(self):
        return statistics.median(usage.memory for usage in self.usages)

    def _times(self, phase):
        return [usage.phases[phase] if phase else usage.whole for usage in self.usages]


HEADER = """\
| case | tool | wall, s | CPU, s | wall / Cordon | CPU / Cordon | error out / in, m | memory, MB \
| vertices | runs |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"""


def results_table(rows):
    """Ratios are of medians, to the first row of the case."""
    lines = [HEADER]
    first = {}
    for row in rows:
        base = first.setdefault(row.case.key, row)
        lines.append("| " + " | ".join([row.case.title, row.tool.label, *_cells(row, base)]) + " |")
    return "\n".join(lines)


def _cells(row, base):
    if not row.usages:
        return [row.failure, *[""] * 7]
    ratios = ["", ""]
    if base.usages:
        ratios = [number(row.wall() / base.wall()), number(row.cpu() / base.cpu())]
    return [number(row.wall()), number(row.cpu()), *ratios, _error(row),
            f"{row.memory() / 1e6:,.0f}", f"{row.error['vertices']:,}" if row.error else "",
            str(len(row.usages))]


def _error(row):
    if row.failure:
        return row.failure
    if row.error is None:
        return ""
    words = [f"{number(row.error['outward_m'])} / {number(row.error['inward_m'])}"]
    if row.error["missing"]:
        words.append(f"{row.error['missing']} zones missing")
    if row.error["outside"]:
        words.append(f"{row.error['outside']} vertices of lines outside")
    return ", ".join(words)


def goals_table(goals, results):
    """Only measured goals. The verdict is by wall time; by CPU time, if that differs."""
    lines = ["| goal | wanted | by wall time | by CPU time | |", "|---|---:|---:|---:|---|"]
    for goal in goals:
        try:
            values = goal.measure(results)
        except KeyError:
            continue
        figures = [number(value) for value in values]
        figures += [""] * (2 - len(figures))
        verdicts = [goal.met_by(value) for value in values]
        wanted = f"{'at least' if goal.at_least else 'at most'} {goal.bound:g}"
        lines.append(f"| {goal.text} | {wanted} | {figures[0]} | {figures[1]} "
                     f"| {_verdict(verdicts)} |")
    return "\n".join(lines)


def _verdict(verdicts):
    if all(verdicts):
        return "met"
    if not any(verdicts):
        return "**not met**"
    return "met by wall time only" if verdicts[0] else "**met by CPU time only**"


def number(value):
    """Three digits."""
    if value == 0:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}"
