"""Sees to it that Chromium is there for the journeys: Debian's package, installed when we may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
WARNING = """
  !! No Chromium on this machine, and it could not be installed: {reason}.
  !! The journeys in tests/journeys will be SKIPPED. They are part of what must pass:
  !! install it with `apt-get install chromium` (as root), then run `make test` again.
"""


def main() -> int:
    """Install Chromium if it is missing and we are root. Never fails: the warning is loud instead."""
    if any(shutil.which(name) for name in NAMES):
        return 0
    reason = install()
    if reason:
        print(WARNING.format(reason=reason), flush=True)
    return 0


def install() -> str:
    """Install Debian's package. Returns why it could not be, or nothing."""
    if not shutil.which("apt-get"):
        return "this system has no apt-get"
    if os.geteuid() != 0:
        return "only root may install packages"
    print("Installing Chromium for the journeys (Debian's package) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", *command], check=False, env=environment, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            return f"`apt-get {' '.join(command)}` failed"
    return "" if shutil.which("chromium") else "the package brought no program"


if __name__ == "__main__":
    sys.exit(main())
