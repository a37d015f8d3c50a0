"""
How long the database takes to say what a program of 200 vehicles can still take, in a dealership with 100,000
reservations under row-level security, beside a raw query that only counts free vehicles and open bookings; and which
rows it looks at to do so.

Run as `python -m bench.availability`. Nothing leaves the server: planning and execution are its own figures.
"""

import os
import subprocess
import sys

from bench.webhooks import database


def main() -> None:
    """Make the stores and measure, in a process that knows the settings."""
    with database() as variables:
        os.environ.update(variables)
        subprocess.run([sys.executable, "manage.py", "migrate", "--database", "owner", "-v", "0"], check=True)
        raise SystemExit(subprocess.run([sys.executable, "-m", "bench._busy_store"], check=False).returncode)


if __name__ == "__main__":
    main()
