"""Draws one paper as a PNG in a process of its own, whose memory goes with it. Needs: how.json."""

import json
import sys
from pathlib import Path

import typst

if __name__ == "__main__":
    path = Path(sys.argv[1])
    how = json.loads(path.read_text())
    template = path.parent / how.pop("template")
    drawn = typst.compile(template, root=path.parent, format="png", ppi=300.0, **how)
    (path.parent / "out.png").write_bytes(drawn)
