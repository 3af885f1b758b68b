"""How the documentation becomes a site: the same Markdown files that people read in the repository, nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]

project = "Ceiba"
release = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["README.md", "ARCHITECTURE.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**.md"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"Ceiba {release}"
html_static_path: list[str] = []
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
