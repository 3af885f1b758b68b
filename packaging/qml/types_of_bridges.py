"""Writes what qmllint must know of the Python types: `ui/bridge/qmltypes/ui/bridge/{qmldir,bridge.qmltypes}`.

One rule: the types come from the bridges' own source, so that a slot that QML calls and Python lacks is found.
Run as `python packaging/qml/types_of_bridges.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BRIDGES = ROOT / "ui" / "bridge"
FOLDER = BRIDGES / "qmltypes"
MODULE = FOLDER / "ui" / "bridge"
SECONDS = 60
QML_NAMES = {"list": "QVariantList", "dict": "QVariantMap"}
"""Python types that the dump leaves as they are."""


def tool(name: str) -> str:
    """The path of one of PySide6's programs beside this Python."""
    return str(Path(sysconfig.get_path("scripts")) / f"pyside6-{name}")


def write() -> Path:
    """Write the types; the import path that qmllint needs."""
    import PySide6

    MODULE.mkdir(parents=True, exist_ok=True)
    sources = [path for path in sorted(BRIDGES.glob("*.py")) if "@QmlElement" in path.read_text("utf-8")]
    with tempfile.TemporaryDirectory() as folder:
        dumps = [dump(path, Path(folder)) for path in sources]
        foreign = Path(PySide6.__file__).parent / "Qt" / "metatypes" / "qt6core_metatypes.json"
        run(
            tool("qmltyperegistrar"),
            "--generate-qmltypes",
            str(MODULE / "bridge.qmltypes"),
            *("--import-name", "ui.bridge", "--major-version", "1", "--minor-version", "0"),
            *("-o", str(Path(folder) / "registrar.cpp"), "--foreign-types", str(foreign)),
            *map(str, dumps),
        )
    (MODULE / "qmldir").write_text("module ui.bridge\ntypeinfo bridge.qmltypes\n", "utf-8")
    return FOLDER


def dump(source: Path, folder: Path) -> Path:
    """The meta objects of one module as JSON."""
    target = folder / f"{source.stem}.json"
    run(tool("metaobjectdump"), str(source), "--out-file", str(target))
    described = json.loads(target.read_text("utf-8"))
    for known in (known for file in described for known in file["classes"]):
        for member in known.get("properties", []):
            member["type"] = QML_NAMES.get(member["type"], member["type"])
            member["constant"] = "notify" not in member
    target.write_text(json.dumps(described), "utf-8")
    return target


def run(*command: str) -> None:
    subprocess.run(command, check=True, timeout=SECONDS, cwd=ROOT)


if __name__ == "__main__":
    try:
        print(f"QML types: {write().relative_to(ROOT)}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"QML types: {Path(error.cmd[0]).name} failed with exit code {error.returncode}")
