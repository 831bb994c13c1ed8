"""Time whole processes: `python benchmarks/commands.py [DIR …]`.

Without DIR: `--version` and one file, beside the other linters that are on the PATH. With DIR: a scan of each,
and the others over the same. Each figure is the median of several runs after a warm-up: wall and processor seconds, MB.
Installed wheels carry compiled tables, working copies do not: say which `iacguard` is meant with `--iacguard PATH`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOTEBOOK = Path(__file__).parent.parent / "rules/network/sagemaker-notebook-direct-internet/bad.tf"
OTHERS = {
    "checkov": ["checkov", "--compact", "--quiet", "--skip-download", "-d", "{}"],
    "cfn-lint": ["cfn-lint", "{}/**/*.yaml"],
    "tflint": ["tflint", "--chdir", "{}"],
    "trivy": ["trivy", "config", "--skip-check-update", "{}"],
}


def measured(command: list[str], runs: int) -> tuple[float, float, float]:
    """Median wall seconds, median processor seconds, and peak MB of a command."""
    walls, cpus, peak = [], [], 0.0
    for run in range(runs + 1):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        if run:
            walls.append(time.perf_counter() - start)
            cpus.append(usage.ru_utime + usage.ru_stime)
            peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(walls), statistics.median(cpus), peak


def main() -> None:
    """Print a row a command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--iacguard", default=shutil.which("iacguard") or "")
    options = parser.parse_args()
    ours = [options.iacguard] if options.iacguard else [sys.executable, "-m", "iacguard"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(NOTEBOOK, folder)
        if not options.directories:
            rows.append(("iacguard --version", [*ours, "--version"]))
        for directory in options.directories or [folder]:
            name = "one file" if directory == folder else directory
            rows.append((f"iacguard, {name}", [*ours, "scan", directory]))
            for other, command in OTHERS.items():
                if shutil.which(other):
                    rows.append((f"{other}, {name}", [part.format(directory) for part in command]))
        for title, command in rows:
            wall, cpu, peak = measured(command, options.runs)
            print(f"{title:<70} wall {wall:7.3f} s   processor {cpu:7.3f} s   peak {peak:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
