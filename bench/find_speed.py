#!/usr/bin/env python3
"""Time of find/ against parse/ on ../shared/data/stories/wikinews, one core."""
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDERS = [ROOT / "../shared/data/stories/wikinews", pathlib.Path("/work/shared/data/stories/wikinews")]
folder = next((f for f in FOLDERS if f.is_dir()), None)
if not folder:
    print("find_speed: skipped, ../shared/data/stories/wikinews is not here")
else:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
        for path in sorted(folder.glob("*.json")):
            lines.write(json.dumps({"text": json.load(open(path))["text"]}) + "\n")
        lines.flush()
        model = {"HS_MODEL": str(ROOT / "models/en.model")} if "HS_MODEL" not in os.environ else {}
        print(subprocess.run([ROOT / "build/test/find_speed", lines.name], env={**os.environ, **model}, capture_output=True,
                             text=True, check=True).stdout, end="")
