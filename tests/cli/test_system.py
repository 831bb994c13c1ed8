"""What the system does to a command: readers that go away, full disks, closed streams, words that are no command."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import iacguard

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(iacguard.__file__).parent.parent)}
COMMANDS = [["--version"], ["--help"], ["rules"], ["scan", "--allow-nothing", "."], ["instances"]]
FULL = Path("/dev/full")


def start(arguments, where, **streams):
    command = [sys.executable, "-m", "iacguard", *arguments]
    return subprocess.Popen(command, cwd=where, env=ENVIRONMENT, text=True, **streams)


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="a system without pipes that signal")
def test_a_reader_that_goes_away_ends_it_silently(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    running = start(["rules"], tmp_path, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, said = running.communicate()
    assert (running.returncode, said) == (-signal.SIGPIPE, "")


@pytest.mark.skipif(not FULL.exists(), reason="a system without /dev/full")
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: words[0])
def test_a_full_disk_is_neither_a_pass_nor_a_finding(tmp_path, arguments):
    with FULL.open("w") as full:
        running = start(arguments, tmp_path, stdout=full, stderr=subprocess.PIPE)
        _, said = running.communicate()
    assert (running.returncode, said) == (2, "Error: standard output: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="closes a stream by its number")
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: words[0])
def test_nothing_is_needed_of_a_closed_stream(tmp_path, arguments):
    command = [sys.executable, "-c", "import os, sys; os.close(1); os.execv(sys.executable, sys.argv[1:])"]
    command += [sys.executable, "-m", "iacguard", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "policies").write_text("a file, not a folder")
    running = start(["rule", "new", "network/open-door"], tmp_path, stderr=subprocess.PIPE)
    _, said = running.communicate()
    assert running.returncode == 2
    assert said.startswith("Error: policies")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("scna", "did you mean `iacguard scan`?"), ("ml", "did you mean `iacguard scan ml`?"), ("x", "")],
)
def test_what_is_no_command_is_answered_with_what_may_be_meant(tmp_path, word, meant):
    (tmp_path / "ml").mkdir()
    running = start([word], tmp_path, stderr=subprocess.PIPE)
    _, said = running.communicate()
    assert running.returncode == 2
    assert said.splitlines()[-1] == f"Error: there is no command {word}" + (f"; {meant}" if meant else "")
