"""Languages that people name when no pack is theirs. One rule: own names only; nothing is translated here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kiosk.languages.pack import load_pack, pack_codes


@cache
def spoken_names() -> tuple[tuple[str, str], ...]:
    """Tag and own name of each, in the order in which they are shown."""
    import tomllib  # not before the first frame

    table = tomllib.loads(Path(__file__).with_name("spoken.toml").read_text("utf-8"))
    return tuple((entry["tag"], entry["own_name"]) for entry in table["spoken"])


def own_name(tag: str) -> str:
    """How its speakers call a language; the tag itself where nobody told us."""
    return load_pack(tag).own_name if tag in pack_codes() else dict(spoken_names()).get(tag, tag)
