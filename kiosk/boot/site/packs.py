"""`ceiba site accept-pack`: which languages guests of this site may see. One rule: a person who reads the language says
so for exactly these bytes, and the authority signs it.

Kiosks get the signed list (`packs.ceiba`: languages and digests). Who read the words stays here, in `reviews.json`
beside the authority's keys: a name has no business on a kiosk that may be taken.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.office.shelter_files import ShelterSite, read_shelter
from kiosk.boot.site.enrol import issue, unlock_authority
from kiosk.formats import packs
from kiosk.formats.named_packs import LIMIT, MOST
from kiosk.formats.packs import AcceptedPack, AcceptedPacks, pack32
from kiosk.languages.lint import pack_findings
from kiosk.languages.pack import load_pack, pack_bytes, pack_codes
from kiosk.languages.voices import count_voices
from kiosk.problem import Damaged, Problem
from shelter.site import server_folder

REVIEWS, REVIEWS_LIMIT = "reviews.json", 1 << 20


class NotReviewed(Problem):
    """Nobody was named who read the pack, or on a day that is none."""

    code = "not-reviewed"


class NotWhole(Problem):
    """A pack is incomplete, stale, or says what no sentence may say."""

    code = "pack-not-whole"


class NeverAccepted(Problem):
    """The language that should be withdrawn was never accepted."""

    code = "pack-never-accepted"


class ListFull(Problem):
    """The list holds no more packs."""

    code = "packs-full"


def run(arguments: Namespace) -> int:
    """Accept a pack as it is here, or withdraw its language."""
    site = read_shelter(Layout(arguments.data))
    return _withdraw(site, arguments) if arguments.withdraw else _accept(site, arguments)


def _accept(site: ShelterSite, arguments: Namespace) -> int:
    code = load_pack(arguments.pack).code
    review = _review(arguments, site.today())
    faults = list(pack_findings(code))
    if faults:
        raise NotWhole(f"The pack “{code}” has {len(faults)} fault(s), the first: {faults[0]}. Have it mended first.")
    pack = AcceptedPack(code, pack32(*pack_bytes(code)))
    known = accepted_packs(site)
    if len(known.packs) >= MOST and pack not in known.packs:
        raise ListFull("The list of accepted packs is full; withdraw a language and accept its newest pack again.")
    _issue(site, known.accept(pack), arguments.passphrase_file)
    _keep(site, review | {"pack": code, "sha256": pack.pack32.hex()})
    print(f"Accepted: {code} {pack.pack32.hex()[:16]}, read by {review['reviewer']} on {review['on']}.")
    print("Kiosks show it from their first start after they fetched it; on one that cannot wait: ceiba sync --once")
    return 0


def _withdraw(site: ShelterSite, arguments: Namespace) -> int:
    known = accepted_packs(site)
    after = known.withdraw(arguments.pack)
    if after.packs == known.packs:
        raise NeverAccepted(f"“{arguments.pack}” is not among the accepted languages; see: ceiba site show")
    _issue(site, after, arguments.passphrase_file)
    print(f"Withdrawn: {arguments.pack}. Kiosks stop showing it from their first start after they fetched this.")
    return 0


def accepted_packs(site: ShelterSite) -> AcceptedPacks:
    """The site's own list, empty before the first acceptance. Raises Damaged, WrongKey."""
    authority = folder.read(site.layout.shelter / site.layout.authority.name, 32)
    try:
        return packs.parse_and_verify(folder.read(site.layout.shelter / site.layout.packs.name, LIMIT), authority)
    except folder.MissingFile:
        return AcceptedPacks(site.schedule.site8, 0)


def say_voices() -> Iterator[str]:
    """A line for each language: who reads its sentences out."""
    for code in pack_codes():
        told = count_voices(code)
        yield f"voice      {code} {told.recorded} by a person, {told.placeholder} placeholders, {told.silent} silent"


def say_packs(site: ShelterSite) -> Iterator[str]:
    """A line for each language that was accepted or could be, with who read it and when."""
    accepted, reviews = accepted_packs(site), _reviews(site)
    for code in sorted({*pack_codes(), *(one.code for one in accepted.packs)}):
        here = pack32(*pack_bytes(code)) if code in pack_codes() else b""
        review = next((one for one in reversed(reviews) if (one["pack"], one["sha256"]) == (code, here.hex())), None)
        if not any(one.code == code for one in accepted.packs):
            yield f"language   {code} not accepted"
        elif not accepted.holds(code, here):
            yield f"language   {code} accepted in another version than the one here: guests do not see this one"
        elif review is None:
            yield f"language   {code} accepted"
        else:
            yield f"language   {code} accepted, read by {review['reviewer']} on {review['on']}"


def _review(arguments: Namespace, today: date) -> dict[str, str]:
    name = " ".join((arguments.reviewer or "").split())
    if not (2 <= len(name) <= 100 and name.isprintable() and any(letter.isalpha() for letter in name)):
        raise NotReviewed("Name the person who read every sentence of this pack: --reviewer NAME.")
    try:
        day = today if arguments.on is None else date.fromisoformat(arguments.on)
    except ValueError as error:
        raise NotReviewed("The day of the review is written YYYY-MM-DD: --on 2026-11-24.") from error
    if day > today:
        raise NotReviewed("A pack cannot have been read on a day that is still to come; check --on and the clock.")
    return {"reviewer": name, "on": day.isoformat()}


def _issue(site: ShelterSite, accepted: AcceptedPacks, passphrase_file: str | None) -> None:
    """Sign the list, then a schedule with a new version: that is what tells kiosks to fetch the list."""
    key = unlock_authority(site, passphrase_file)
    signed = accepted.sign(key)
    folder.replace(site.layout.shelter / site.layout.packs.name, signed)
    folder.replace(site.layout.server / server_folder.PACKS, signed)
    issue(site, key, lambda old: old)


def _keep(site: ShelterSite, review: dict[str, str]) -> None:
    written = json.dumps([*_reviews(site), review], ensure_ascii=False, indent=1)
    folder.replace(site.layout.shelter / REVIEWS, (written + "\n").encode(), folder.SECRET)


def _reviews(site: ShelterSite) -> list[dict[str, Any]]:
    try:
        found = json.loads(folder.read(site.layout.shelter / REVIEWS, REVIEWS_LIMIT))
        return [{key: str(one[key]) for key in ("pack", "sha256", "reviewer", "on")} for one in found]
    except folder.MissingFile:
        return []
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(f"{REVIEWS} is damaged; copy it again from your backup, or move it away.") from error
