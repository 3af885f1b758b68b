"""A table of counts in the words of one language. One rule: the page says what was counted and nothing about why.

What is left off the page (zero rows of other causes, options that mean "nobody") stands in the CSV.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.languages.catalogue import Catalogue, load_catalogue
from kiosk.languages.pack import load_pack, pack_codes
from kiosk.ports.report import Bar, Chart, Figure, ReportPage, Row, SummaryTable
from kiosk.visit.record import OTHER_LANGUAGE
from shelter.summary.counts import DECLINED

MOST_LANGUAGES = 5
ALONE = ("nobody", "none", DECLINED)
"""Answers that name no symptom and no need."""
ANSWERING = ("answered", "partly-declined", "things-only")


def statement(language: str) -> str:
    """The sentence that goes with every summary."""
    return load_catalogue(language).say("summary.statement")


def page_of(table: SummaryTable, language: str) -> ReportPage:
    """The page. Raises BadPack."""
    say, pack = load_catalogue(language), load_pack(language)
    return ReportPage(
        language=language,
        right_to_left=pack.right_to_left,
        title=say.say("summary.title"),
        site=table.site,
        day=_date(table.day, say),
        edition=say.say(f"summary.edition.{table.edition}"),
        figures=[_figure(table, key, say) for key in ("households", "adults", "children")],
        left=[_offers(table, say), _options(table, "needs", "needs", say)],
        right=[_languages(table, say), _answering(table, say), _options(table, "symptoms", "sick", say)],
        facts=list(_facts(table, say)),
        statement=statement(language),
        remarks=list(_remarks(table, say)),
        demo=say.say("slip.demo") if table.demo else "",
    )


def _date(day: date, say: Catalogue) -> str:
    return say.say("summary.date", day=day.day, month=say.say(f"summary.month.{day.month}"), year=day.year)


def _figure(table: SummaryTable, key: str, say: Catalogue) -> Figure:
    return Figure(str(table.count("people", key)), say.say(f"summary.{key}"))


def _offers(table: SummaryTable, say: Catalogue) -> Chart:
    bars = [
        Bar(_word(say, f"offer.{row.key}", row.key), table.count("offers", row.key, "given"), row.count)
        for row in table.of("offers", "offered")
    ]
    legend = say.say("summary.given"), say.say("summary.offered")
    return Chart(say.say("summary.group.offers"), bars, legend)


def _options(table: SummaryTable, group: str, question: str, say: Catalogue) -> Chart:
    bars = [
        Bar(_word(say, f"option.{question}.{row.key}", row.key), row.count)
        for row in table.of(group)
        if row.key not in ALONE
    ]
    return Chart(say.say(f"summary.group.{group}"), bars)


def _languages(table: SummaryTable, say: Catalogue) -> Chart:
    """The languages that were spoken most, then the rest as one bar."""
    rows = sorted(table.of("languages"), key=lambda row: (row.key == OTHER_LANGUAGE, -row.count, row.key))
    bars = [Bar(_language(row, say), row.count) for row in rows[:MOST_LANGUAGES]]
    rest = sum(row.count for row in rows[MOST_LANGUAGES:])
    return Chart(
        say.say("summary.group.languages"), bars + ([Bar(say.say("summary.language.rest"), rest)] if rest else [])
    )


def _language(row: Row, say: Catalogue) -> str:
    if row.key in pack_codes():
        return load_pack(row.key).own_name
    return say.say("summary.language.other") if row.key == OTHER_LANGUAGE else row.key


def _answering(table: SummaryTable, say: Catalogue) -> Chart:
    bars = [Bar(say.say(f"summary.answering.{key}"), table.count("answering", key)) for key in ANSWERING]
    return Chart(say.say("summary.group.answering"), bars)


def _facts(table: SummaryTable, say: Catalogue) -> Iterator[Figure]:
    yield Figure(str(table.count("site", "hours-open", "hours")), say.say("summary.hours"))
    yield Figure(str(table.count("doctor", "calls")), say.say("summary.doctor"))
    interpreter = (str(table.count("interpreter", key)) for key in ("needed", "found"))
    yield Figure(" / ".join(interpreter), say.say("summary.interpreter"))
    yield Figure(_total(table, "referrals"), say.say("summary.referrals"))
    yield Figure(_total(table, "incidents"), say.say("summary.incidents"))
    yield Figure(_total(table, "outages"), say.say("summary.outages"))
    yield Figure(_total(table, "deletions"), say.say("summary.deletions"))


def _total(table: SummaryTable, group: str) -> str:
    return str(sum(row.count for row in table.of(group)))


def _remarks(table: SummaryTable, say: Catalogue) -> Iterator[str]:
    unread: Sequence[int] = list(table.unread.values())
    if unread:
        yield say.say("summary.unread", count=sum(unread))
    if table.damaged:
        yield say.say("summary.damaged", count=table.damaged)


def _word(say: Catalogue, key: str, fallback: str) -> str:
    """An option of a site's own protocol may have no sentence in a pack: then its key stands for it."""
    return say.sentences.get(key, fallback)
