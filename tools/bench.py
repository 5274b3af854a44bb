"""Runs benchmarks/NAME.py, or all of them at a small scale: `make bench NAME=extraction SCALE=1`.

Each prints for people first; its last line is one JSON object with the figures of DESIGN.md, section 7.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "benchmarks"


def main() -> int:
    """Run what was named. Returns 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="0.1")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    known = sorted(path.stem for path in BENCHMARKS.glob("*.py") if "__main__" in path.read_text("utf-8"))
    unknown = set(options.names) - set(known)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}. Choose from: {', '.join(known)}.")
        return 2
    failed = [name for name in options.names or known if not run(name, options.scale)]
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def run(name: str, scale: str) -> bool:
    """Run one benchmark as a module (its file may have the name of a library's); it reads SCALE."""
    print(f"== {name} (SCALE={scale})", flush=True)
    environment = {**os.environ, "SCALE": scale, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    return subprocess.run(command, check=False, env=environment, cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
