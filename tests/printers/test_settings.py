"""printers.toml is read strictly and written back to the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.paper import A6, ROLL_58, ROLL_80, ROLL_80_AT_180, Paper
from printers.settings import (
    MOST,
    NAMED,
    BadPrinterSettings,
    Kind,
    PrinterSettings,
    encode_settings,
    paper_of,
    parse_settings,
)

TCP = '[[printer]]\nname = "slips"\nkind = "tcp"\naddress = "192.0.2.7:9100"\npaper = "80"\n'


def test_a_printer_is_read_with_its_defaults() -> None:
    (found,) = parse_settings(TCP.encode())
    assert found == PrinterSettings("slips", Kind.TCP, "192.0.2.7:9100", ROLL_80, cutter=True, raw=False)


def test_a_roll_of_another_head_is_read_from_its_dots() -> None:
    assert paper_of(None, 512, 180) is ROLL_80_AT_180
    assert paper_of(None, 384, None) is ROLL_58
    wide = paper_of(None, 640, 203.2)
    assert (wide.dots, wide.dpi, wide.height_dots) == (640, 203.2, None)


PAPER = st.one_of(
    st.sampled_from(list(NAMED.values())), st.builds(paper_of, st.none(), st.integers(342, 1024), st.none())
)


@given(
    name=st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True),
    address=st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=60),
    paper=PAPER,
    cutter=st.booleans(),
    certificate=st.sampled_from(["", "0f" * 32]),
)
def test_what_is_written_is_read_back_to_the_same(
    name: str, address: str, paper: Paper, cutter: bool, certificate: str
) -> None:
    printers = [PrinterSettings(name, Kind.IPP, address, paper, cutter=cutter, certificate=certificate)]
    assert list(parse_settings(encode_settings(printers))) == printers


@pytest.mark.parametrize(
    "untrusted",
    [
        "\xff",
        "[[printer]]",
        "printer = 3",
        "printer = [3]",
        "[printers]",
        TCP + TCP,
        "".join(TCP.replace("slips", f"slips{number}") for number in range(MOST + 1)),
        TCP + 'colour = "red"',
        TCP + 'cutter = "yes"',
        TCP + "raw = true",
        TCP + 'certificate = "00"',
        TCP.replace("tcp", "serial"),
        TCP.replace("slips", "Slips"),
        TCP.replace("192.0.2.7:9100", ""),
        TCP.replace('"80"', '"a6"'),
        TCP.replace('"80"', '"a4"'),
        TCP.replace('paper = "80"', ""),
        TCP.replace('paper = "80"', "width_dots = 341"),
        TCP.replace('paper = "80"', "width_dots = 512\ndpi = 1200"),
        TCP.replace('paper = "80"', "width_dots = true"),
        TCP.replace('paper = "80"', 'paper = "80"\ndpi = 180'),
        TCP.replace("tcp", "ipp").replace('"80"', '"a6"') + "raw = true",
    ],
)
def test_anything_else_is_an_error_that_says_what_to_do(untrusted: str) -> None:
    with pytest.raises(BadPrinterSettings, match="ceiba printer add"):
        parse_settings(untrusted.encode("latin-1"))


def test_a_page_needs_ipp() -> None:
    assert PrinterSettings("pages", Kind.IPP, "ipp://192.0.2.8/ipp/print", A6).paper is A6
    with pytest.raises(BadPrinterSettings):
        PrinterSettings("pages", Kind.USB, "any", A6)
