"""What was measured, as tables of Markdown and as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape

from tests.bench.cost import Cost, add
from tests.bench.peers import Contender

BEGIN, END = "<!-- made by make bench -->", "<!-- end of what make bench made -->"
TITLES = {
    "both": "DOCX and PDF of one partner",
    "DOCX": "DOCX alone",
    "PDF": "PDF alone",
    "one-pager": "One-pager, DOCX and PDF",
    "step": "Steps of a pack",
}
PAIRS = (("docxtpl", "Typst"), ("docxtemplater", "Typst"))
"""Peers that make both formats between them, each from a template of its own."""


@dataclass
class Results:
    """All of one run."""

    machine: list[str]
    documents: dict[Contender, Cost | str] = field(default_factory=dict)
    """What one document costs, or why it is not known."""
    commands: dict[str, Cost] = field(default_factory=dict)
    growth: dict[tuple[str, int, int], tuple[Cost, int, int]] = field(default_factory=dict)
    """By template, packs and jobs: the cost of all packs, how many files, how many bytes."""


def add_pairs(documents: Mapping[Contender, Cost | str]) -> dict[Contender, Cost | str]:
    """Return the documents and those that two peers make between them, as sums."""
    known = {one.name: (one, cost) for one, cost in documents.items() if isinstance(cost, Cost)}
    told = dict(documents)
    for names in PAIRS:
        if any(name not in known for name in names):
            continue
        (first, one), (_, other) = (known[name] for name in names)
        name = f"{' and '.join(names)}: sum"
        told[replace(first, name=name, makes="both")] = add(one, other)
    return told


def write_tables(results: Results) -> str:
    """Return all of it as Markdown."""
    parts = ["\n".join(f"- {line}" for line in results.machine)]
    documents = add_pairs(results.documents)
    for makes, title in TITLES.items():
        group = {one: cost for one, cost in documents.items() if one.makes == makes}
        costs = {one: cost for one, cost in group.items() if isinstance(cost, Cost)}
        if costs:
            parts.append(f"### {title}\n\n{_write_documents(makes, costs)}")
        if lacks := [f"{one.name}: {one.without}" for one in costs if one.without]:
            parts.append(f"Not in theirs, beside what is told below: {'; '.join(lacks)}.")
        if absent := [f"{one.name} ({why})" for one, why in group.items() if isinstance(why, str)]:
            parts.append(f"Left out: {'; '.join(absent)}.")
    parts.append(f"### From the shell\n\n{_write_commands(results.commands)}")
    parts.append(f"### Many packs\n\n{_write_growth(results.growth)}")
    return "\n\n".join(parts)


def _write_documents(makes: str, costs: Mapping[Contender, Cost]) -> str:
    ours = next((cost for one, cost in costs.items() if one.ours), None)
    columns: dict[str, Callable[[Cost], str]] = {
        "CPU ms": lambda cost: _ms(cost.cpu),
        "wall ms": lambda cost: _ms(cost.wall),
        "CPU, ours = 1": lambda cost: _ratio(cost.cpu, ours.cpu if ours else 0),
        "wall, ours = 1": lambda cost: _ratio(cost.wall, ours.wall if ours else 0),
        "peak MB": lambda cost: _mb(cost.peak),
        "kB": lambda cost: f"{cost.size / 1e3:.0f}",
        "pages": lambda cost: str(cost.pages or ""),
        "our words": lambda cost: f"{cost.said:.1%}",
        "runs": lambda cost: str(cost.runs),
    }
    shown = [name for name in columns if name not in _HIDDEN.get(makes, ())]
    rows = [[one.name, *(columns[name](cost) for name in shown)] for one, cost in costs.items()]
    return write_table(["", *shown], rows)


_ALONE = ("CPU, ours = 1", "wall, ours = 1", "pages", "our words")
_HIDDEN = {
    "DOCX": ("pages",),
    "one-pager": _ALONE,
    # The memory of a step is that of what was made beforehand, and it leaves no file.
    "step": (*_ALONE, "peak MB", "kB"),
}


def _write_commands(commands: Mapping[str, Cost]) -> str:
    whole = commands.get("proposalgen generate")
    rows = [
        (f"`{name}`", _ms(cost.wall), _ms(cost.cpu), _ratio(cost.wall, whole.wall if whole else 0),
         _mb(cost.peak), str(cost.runs))
        for name, cost in commands.items()
    ]  # fmt: skip
    head = ["", "wall ms", "CPU ms", "wall, `generate` = 1", "peak MB", "runs"]
    return write_table(head, rows)


def _write_growth(growth: Mapping[tuple[str, int, int], tuple[Cost, int, int]]) -> str:
    rows = [
        (template, f"{packs:,}", str(jobs), f"{cost.wall:.1f}", f"{packs / cost.wall:.1f}",
         _ms(cost.cpu / packs), _mb(cost.peak), f"{files:,}", f"{size / 1e6:.1f}")
        for (template, packs, jobs), (cost, files, size) in growth.items()
    ]  # fmt: skip
    head = ["", "packs", "jobs", "wall s", "packs a second", "CPU ms a pack",
            "peak MB, largest process", "files", "MB on disk"]  # fmt: skip
    return write_table(head, rows)


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown, numbers flush right."""
    lines = [head, ["---", *("--:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.1f}" if seconds < 0.1 else f"{seconds * 1e3:,.0f}"


def _mb(size: float) -> str:
    return f"{size / 1e6:.0f}" if size else ""


def _ratio(theirs: float, ours: float) -> str:
    if not ours:
        return ""
    ratio = theirs / ours
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def put_between_marks(text: str, made: str) -> str:
    """Return a page with what stands between the marks replaced, and all else kept."""
    before, found, rest = text.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not found or not ends:
        raise ValueError(f"the page has no marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


# -- the picture -----------------------------------------------------------------------------------

_LINE, _NAMES, _BARS, _WIDTH = 22, 300, 330, 720
_DRAWN = ("both", "DOCX", "PDF")
_OURS, _THEIRS, _INK = "#1E2DBE", "#C9CFE6", "#230050"


def draw(documents: Mapping[Contender, Cost | str]) -> str:
    """Return bars of the CPU time of one document, ours in colour, as SVG."""
    known = {one: cost for one, cost in add_pairs(documents).items() if isinstance(cost, Cost)}
    most = max((cost.cpu for one, cost in known.items() if one.makes in _DRAWN), default=1)
    marks: list[str] = []
    y = 10
    for makes in _DRAWN:
        group = {one: cost for one, cost in known.items() if one.makes == makes}
        if not group:
            continue
        y += _LINE + 6
        marks.append(f'<text x="10" y="{y}" font-weight="bold">{TITLES[makes]}, CPU ms</text>')
        for one, cost in group.items():
            y += _LINE
            wide = cost.cpu / most * _BARS
            colour = _OURS if one.ours else _THEIRS
            marks += [
                f'<text x="{_NAMES}" y="{y}" text-anchor="end">{escape(one.name)}</text>',
                f'<rect x="{_NAMES + 10}" y="{y - 13}" width="{wide:.1f}" height="16" '
                f'fill="{colour}"/>',
                f'<text x="{_NAMES + 16 + wide:.1f}" y="{y}">{_ms(cost.cpu)}</text>',
            ]
    high = y + 14
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high}" '
            f'width="{_WIDTH}" height="{high}" role="img" font-family="sans-serif" '
            f'font-size="13" fill="{_INK}">',
            "<title>CPU time of one document, ours and others; the table says the same</title>",
            f'<rect width="{_WIDTH}" height="{high}" fill="#FFFFFF"/>',
            *marks,
            "</svg>",
            "",
        ]
    )
