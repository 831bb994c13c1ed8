"""`iacguard instances`: what it prints is what the tables say."""

import json

from click.testing import CliRunner

from iacguard.cli.instances import instances
from iacguard.instances import search


def run(*arguments):
    return CliRunner().invoke(instances, arguments)


def test_each_type_has_a_line_and_columns_begin_at_one_place():
    result = run("g6.*")
    head, *lines = result.output.splitlines()
    assert result.exit_code == 0
    assert [line.split()[0] for line in lines] == [facts["name"] for facts in search("g6.*")]
    place = head.index("accelerators")
    assert all(line[place:].startswith(("1 L4", "4 L4", "8 L4")) for line in lines)


def test_json_has_every_fact():
    told = json.loads(run("ml.inf2.*", "--format", "json").output)
    expected = [{**facts, "sagemaker_uses": list(facts["sagemaker_uses"])} for facts in search("ml.inf2.*")]
    assert told == expected


def test_nothing_found_is_said_with_what_to_try():
    result = run("g99")
    assert result.exit_code == 3
    assert "g99" in result.output and "ml.g*" in result.output
