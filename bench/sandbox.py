#!/usr/bin/env python3
"""What the sandbox costs a document; prints one line (bench/sandbox.c)."""
import pathlib
import subprocess
import sys

sys.exit(subprocess.run([pathlib.Path(__file__).resolve().parents[1] / "build/test/sandbox_cost"]).returncode)
