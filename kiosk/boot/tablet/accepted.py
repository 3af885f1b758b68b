"""Which languages a kiosk shows. One rule: at a real site the packs that the site accepted, byte for byte, and no
other; a demo shows all that there are, marked as drafts.

The first frame goes by what the list says (`named_languages`); right after it the list's signature and the packs' own
bytes decide (`accepted_languages`). A list that is damaged or another site's counts as none: the next session brings
the right one.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.languages.pack import load_pack, pack_bytes, pack_codes
from kiosk.problem import Problem
from kiosk.visit.profile import SiteProfile

if TYPE_CHECKING:
    from kiosk.formats.packs import AcceptedPacks

log = logging.getLogger(__name__)


class NoLanguage(Problem):
    """The site accepted no pack that this kiosk has, or not the one that was asked for."""

    code = "no-language"


def named_languages(layout: Layout, profile: SiteProfile, *, demo: bool) -> SiteProfile:
    """The profile with the languages that are shown until the list is verified."""
    if demo:
        return _showing(profile, pack_codes())
    from kiosk.formats.named_packs import LIMIT, named_packs

    try:
        named = named_packs(folder.read(layout.packs, LIMIT))
    except Problem:
        named = ()
    return _showing(profile, set(named).intersection(pack_codes()))


def accepted_languages(layout: Layout, profile: SiteProfile, authority_ed32: bytes, *, demo: bool) -> SiteProfile:
    """The profile with the languages of the packs that the site accepted as they are here."""
    if demo:
        return _showing(profile, pack_codes())
    accepted = known_packs(layout, authority_ed32)
    if accepted is None:
        return _showing(profile, ())
    return _showing(profile, [code for code in pack_codes() if is_accepted(code, accepted)])


def known_packs(layout: Layout, authority_ed32: bytes) -> AcceptedPacks | None:
    """The kiosk's list of accepted packs; None when there is none that its site signed."""
    from kiosk.formats import packs
    from kiosk.formats.named_packs import LIMIT

    try:
        return packs.parse_and_verify(folder.read(layout.packs, LIMIT), authority_ed32)
    except folder.MissingFile:
        return None
    except Problem as problem:
        log.warning("the list of accepted languages counts for nothing: %s", problem.code)
        return None


def is_accepted(code: str, accepted: AcceptedPacks) -> bool:
    """Whether the site accepted the pack that is here, as it is."""
    from kiosk.formats.packs import pack32

    return accepted.holds(code, pack32(*pack_bytes(code)))


def language_state(layout: Layout, profile: SiteProfile, *, demo: bool) -> str:
    """What staff should know: "draft" while a demo shows words that nobody has read, "changed" when a pack here is not
    the one that the site accepted of this language, "" when there is nothing to do.
    """
    if demo:
        return "draft" if any(load_pack(code).is_draft for code in profile.languages) else ""
    accepted = known_packs(layout, folder.read(layout.authority, 32))
    named = set() if accepted is None else {one.code for one in accepted.packs}.intersection(pack_codes())
    return "changed" if accepted and not all(is_accepted(code, accepted) for code in named) else ""


def must_show(profile: SiteProfile, language: str | None) -> str:
    """The language that was asked for, or the first of the profile. Raises NoLanguage when guests may not see it."""
    if not profile.languages:
        raise NoLanguage(
            "Your site has accepted no language that is on this kiosk, so guests can be shown nothing. At the site: "
            "ceiba site accept-pack; then here: ceiba sync --once."
        )
    if language is not None and language not in profile.languages:
        raise NoLanguage(f"Your site has not accepted the language “{language}”. At the site: ceiba site accept-pack.")
    return language or profile.languages[0]


def _showing(profile: SiteProfile, codes: Collection[str]) -> SiteProfile:
    """The profile's own order first, then the others by their code."""
    wished = [code for code in profile.languages if code in codes]
    return profile._replace(languages=(*wished, *sorted(set(codes) - set(wished))))
