"""Install a Chromium for the browser tests where there is none: Debian's package as root, else Playwright's own build."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
FONT = "Noto Sans CJK JP"


def japanese_font_is_there() -> bool:
    listing = shutil.which("fc-list")
    return listing is not None and FONT in subprocess.run([listing], capture_output=True, text=True, check=False).stdout


def main() -> int:
    if any(shutil.which(name) for name in NAMES) and japanese_font_is_there():
        return 0
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "update", "-qq"], env=environment, check=True, stdout=subprocess.DEVNULL)
        install = [apt, "install", "-y", "-qq", "chromium", "fonts-noto-cjk", "fontconfig"]
        return subprocess.run(install, env=environment, check=False, stdout=subprocess.DEVNULL).returncode
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
