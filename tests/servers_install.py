"""Install Virtuoso 7 for the tests against real servers where there is none: Debian's package, as root.

Oxigraph's server comes with the development dependencies. Where this is not Debian, or not root, the tests that need
Virtuoso are skipped and say so.
"""

import os
import shutil
import subprocess
import sys

PROGRAMS = ("virtuoso-t", "isql-vt")


def is_there() -> bool:
    return all(shutil.which(program) for program in PROGRAMS)


def can_install() -> bool:
    """Tell whether this script can install it; then a test run without it is a failure, not a skip."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def main() -> int:
    if is_there() or not can_install():
        return 0
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True, stdout=subprocess.DEVNULL)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "virtuoso-opensource-7"]
    return subprocess.run(install, env=environment, check=False, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
