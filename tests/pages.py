"""Pages of the documentation as scripts: their files are written, their commands run, what they show is compared."""

import re
import shlex

from click.testing import CliRunner

from iacguard.cli.main import cli

BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.M | re.S)


def blocks(page):
    """(language, file or "", text) of each block of code."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def follow(page, folder):
    """Do in the working directory `folder` what a page says; how many commands it has."""
    ran = 0
    for language, file, text in blocks(page):
        if file:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif language == "console":
            code = 0
            for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M):
                if command == "echo $?":
                    assert shown == f"{code}\n"
                    continue
                program, *arguments = shlex.split(command)
                assert program == "iacguard"
                done = CliRunner().invoke(cli, arguments)
                code = done.exit_code
                assert matches(shown, done.output), f"{command}\n{done.output}"
                ran += 1
    return ran


def matches(shown, printed):
    """Whether a text is as it is shown; a line of three dots stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None
