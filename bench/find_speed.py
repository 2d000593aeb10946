#!/usr/bin/env python3
"""Time of find/ against parse/ on ../shared/data/stories/wikinews, one core."""
import json
import os
import pathlib
import subprocess
import tempfile

import data

ROOT = pathlib.Path(__file__).resolve().parents[1]
folder = data.need("stories") / "wikinews"
with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
    for path in sorted(folder.glob("*.json")):
        lines.write(json.dumps({"text": json.load(open(path))["text"]}) + "\n")
    lines.flush()
    model = {"HS_MODEL": str(ROOT / "models/en.model")} if "HS_MODEL" not in os.environ else {}
    print(subprocess.run([ROOT / "build/test/find_speed", lines.name], env={**os.environ, **model}, capture_output=True,
                         text=True, check=True).stdout, end="")
