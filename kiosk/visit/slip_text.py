"""The words of a slip. One rule: but for the QR and its code, everybody with one language holds the same paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kiosk.formats.code import format_code
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.ports.paper import Paragraph, SlipContent
from kiosk.visit.profile import SiteProfile


def slip_content(
    profile: SiteProfile, language: str, day: date, *, digits: str, code5: bytes, demo: bool
) -> SlipContent:
    """A slip in `language` for the site's `day`, which decides only whether an approved legal text still stands."""
    catalogue, pack = load_catalogue(language), load_pack(language)
    return SlipContent(
        language=language,
        right_to_left=pack.right_to_left,
        title=catalogue.say("slip.title"),
        disclaimer=catalogue.say("slip.disclaimer"),
        paragraphs=tuple(_paragraphs(profile, language, day)),
        digits=digits,
        code=format_code(code5),
        code_label=catalogue.say("slip.code"),
        demo=catalogue.say("slip.demo") if demo else "",
        font_families=tuple(family.replace(" ", "") for family in pack.fonts),
    )


def _paragraphs(profile: SiteProfile, language: str, day: date) -> Iterator[Paragraph]:
    say = load_catalogue(language).say
    yield Paragraph(say("slip.who", organisation=profile.organisation))
    offers = "\n".join(say(f"offer.{key}") for key in profile.offers)
    yield Paragraph(offers, heading=say("slip.offers"))
    lines = "\n".join(f"{line.name}: {line.number}" for line in profile.helplines)
    yield Paragraph(lines, heading=say("slip.phones"))
    yield Paragraph(say("slip.family"))
    legal = profile.legal
    approved = legal.text.get(language) if legal and legal.valid_on(day) else None
    yield Paragraph(approved or say("slip.fallback"), heading=say("slip.legal"))
