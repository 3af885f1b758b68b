"""report.html: the demo as a page that a person reads from top to bottom. One rule: it is one file, holds its pictures,
and shows what was found, also when it is not what was touched.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from importlib import resources
from io import BytesIO
from pathlib import Path

from PIL import Image

from kiosk import folder
from kiosk.boot.demo.expected import at_the_desk
from kiosk.boot.demo.guests import Came, Visited, name_of
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.paper import raster_of
from kiosk.boot.demo.report import Report, Stage, Story

PAGE_PIXELS, SLIP_PIXELS, SUMMARY_PIXELS = 420, 400, 900
COLOURS = 64
STEPS = (
    ("Touches", (Stage.VISIT,), "Eight adults, each in the real window, found by the names a screen reader says."),
    (
        "Paper",
        (Stage.SLIP,),
        "Each slip as the dots of a print head; the desk reads them while nothing has synced.",
    ),
    ("No server yet", (Stage.WAITING,), "The tablet tries, keeps everything and says one sentence."),
    ("Server", (Stage.SERVER,), "A process of its own, TLS 1.3, with ciphertext only."),
    ("Receipt", (Stage.RECEIPT,), "The tablet holds the server's signature for every batch."),
    ("What lies there", (Stage.MANIFEST, Stage.BLOB), "Each batch is what the tablet signed, byte by byte."),
    ("Desk", (Stage.RECORD,), "Slip and record together tell what the person chose to share, and no more."),
    ("Summary", (Stage.TALLY,), "The supervisor's counts, row by row, equal the touches."),
    ("Forgotten", (Stage.FORGOTTEN,), "Both readers have signed: the tablet keeps nothing."),
)
MARKS = {True: ("good", "✓"), False: ("bad", "✗ failed"), None: ("left", "not reached")}
SHOWN = ("needs", "answers", "children", "language", "sharing", "wanted", "given", "sources")


def write_page(machines: Machines, visited: Visited, report: Report, story: Story) -> None:
    """Write OUT/report.html."""
    style = resources.files("kiosk.boot.demo").joinpath("page.css").read_text(encoding="utf-8")
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>The demo</title><style>{style}</style>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><main>',
        *_head(report),
        *_steps(report, story),
        "<h2>Who came</h2>",
        *(part for one in visited.came for part in _visit(machines, one, story)),
        *_summary(machines, story),
        "</main></html>",
    ]
    folder.replace(machines.out / "report.html", "\n".join(parts).encode())


def _head(report: Report) -> Iterator[str]:
    verdict = "Everything is as it was touched" if report.ok else "Something is not as it was touched"
    yield f'<header class="{"good" if report.ok else "bad"}"><p>A demo with invented guests</p><h1>{verdict}</h1>'
    yield from (f'<p class="failure">{escape(failure)}</p>' for failure in report.failures)
    facts = {
        "visits by touch": report.visits,
        "slips read from paper": report.slips_read,
        "synced with a receipt": report.synced,
        "opened at the desk": report.opened,
        "summary equals the touches": "yes" if report.summary_matches else "no",
    }
    yield "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in facts.items()) + "</dl>"
    yield "</header>"


def _steps(report: Report, story: Story) -> Iterator[str]:
    yield "<h2>One record's way</h2><ol>"
    for name, stages, proves in STEPS:
        said = " ".join(story.sentences.get(stage, "") for stage in stages).strip()
        quote = f"<q>{escape(said)}</q>" if said else ""
        kind, mark = MARKS[report.holds(*stages)]
        yield f'<li class="{kind}"><h3>{name} <i>{mark}</i></h3><p>{proves}</p>{quote}</li>'
    yield "</ol>"


def _visit(machines: Machines, one: Came, story: Story) -> Iterator[str]:
    visit = one.visit
    yield f"<section><h3>{escape(visit.name.replace('-', ' ').capitalize())}</h3><p>{escape(visit.shows)}</p>"
    yield '<div class="pages">'
    for picture, touch in zip(one.pictures, visit.touches, strict=True):
        yield _figure(machines.pictures / picture, PAGE_PIXELS, f"☞ {name_of(visit, touch)}")
    yield '</div><div class="pair"><div><table><tr><th></th><th>touched</th><th>the desk read</th></tr>'
    touched, read = at_the_desk(visit.said()), story.at_the_desk.get(visit.name, {})
    for key in SHOWN:
        kind = "good" if read.get(key) == touched[key] else "bad"
        yield f'<tr class="{kind}"><th>{key}</th><td>{_text(touched[key])}</td><td>{_text(read.get(key))}</td></tr>'
    yield "</table></div>"
    if one.slip is not None:
        yield _figure(raster_of(machines, one), SLIP_PIXELS, "the slip, in a print head's dots")
    yield "</div></section>"


def _summary(machines: Machines, story: Story) -> Iterator[str]:
    yield '<h2>What the supervisor counted</h2><section><div class="pair"><div><table>'
    yield "<tr><th></th><th>touched</th><th>counted</th></tr>"
    for row in sorted(story.touched | story.counted):
        touched, counted = story.touched[row], story.counted[row]
        kind = "good" if touched == counted else "bad"
        yield f'<tr class="{kind}"><th>{escape(row)}</th><td>{touched}</td><td>{counted}</td></tr>'
    yield "</table></div>"
    yield from (_figure(machines.summary / page, SUMMARY_PIXELS, page, "wide") for page in story.pages)
    yield "</div></section>"


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "<br>".join(f"{escape(key)}: {_text(said)}" for key, said in sorted(value.items())) or "–"
    if isinstance(value, list):
        return escape(", ".join(value)) or "–"
    return "–" if value is None else escape(str(value))


def _figure(path: Path, pixels: int, caption: str, kind: str = "") -> str:
    """A picture inside the page, a whole part of itself and about `pixels` wide, that leads to the whole one."""
    with Image.open(path) as whole:
        small = whole.convert("RGB").reduce(max(1, whole.width // pixels))
    bytes_ = BytesIO()
    small.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(bytes_, "PNG")
    source = f"data:image/png;base64,{b64encode(bytes_.getvalue()).decode()}"
    words = escape(caption)
    where = escape(f"{path.parent.name}/{path.name}")
    picture = f'<a href="{where}"><img src="{source}" alt="{words}" loading="lazy"></a>'
    return f'<figure class="{kind}">{picture}<figcaption dir="auto">{words}</figcaption></figure>'
