"""`python -m config.checks.mending`: let ruff and djade put right what they can; the checks then tell what is left."""

import subprocess
import sys
from pathlib import Path

from config.checks.listing import TOOLS, templates
from config.supervisor.installation import ROOT


def main() -> int:
    """Mend, and say whether the tools could read everything."""
    linted = subprocess.run([TOOLS / "ruff", "check", "--quiet", "--fix-only", "."], cwd=ROOT, check=False)
    formatted = subprocess.run([TOOLS / "ruff", "format", "--quiet", "."], cwd=ROOT, check=False)
    djade: list[str | Path] = [TOOLS / "djade", "--target-version", "5.2", *templates()]
    subprocess.run(djade, cwd=ROOT, check=False)  # answers 1 when it has mended something
    return linted.returncode or formatted.returncode


if __name__ == "__main__":
    sys.exit(main())
