"""Every check that is not a test, one after the other; says at the end which failed: `make check`."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-for-this-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "claimdesk.example",
    "PUBLIC_URL": "https://claimdesk.example",
}
TESTED = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}

CHECKS: dict[str, tuple[list[str | Path], dict[str, str]]] = {
    "lint": ([BIN / "ruff", "check", "."], {}),
    "format": ([BIN / "ruff", "format", "--check", "."], {}),
    "templates": ([BIN / "djlint", "templates", "--lint", "--quiet"], {}),
    "types": ([BIN / "mypy", "."], {}),
    "import rules": ([BIN / "lint-imports"], {}),
    "migrations": ([*MANAGE, "makemigrations", "--check", "--dry-run"], TESTED),
    "deployment": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], DEPLOYED),
    "diagrams": ([sys.executable, "-m", "tools.diagrams", "--check"], TESTED),
}


def main() -> int:
    """Run the checks named on the command line, or all. Returns 1 if any failed."""
    wanted = sys.argv[1:] or list(CHECKS)
    failed = [name for name in wanted if not passes(name)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}. `make fix` puts some of it right.", flush=True)
        return 1
    print(f"All {len(wanted)} checks pass.", flush=True)
    return 0


def passes(name: str) -> bool:
    """Run one check; show its output only when it fails."""
    command, environment = CHECKS[name]
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, check=False, env={**os.environ, **environment}, capture_output=True, text=True
    )
    sign = "✓" if done.returncode == 0 else "✗"
    print(f"  {sign} {name}  ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
