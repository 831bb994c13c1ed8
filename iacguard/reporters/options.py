"""How a report is to be shown; what is in it is settled before."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    """Each reporter heeds what concerns it and ignores the rest.

    `colour`: escape sequences for a terminal. `show_unsure`: unsure findings in the formats for people (machine formats
    that have a place for them always carry them). `verbose`: related places, reasons and every file. `scorecard`: the
    block on the ten practices. `include_suppressed`: what was waved through, in formats that leave it out otherwise.
    `category`: what tells two uploads of one commit apart (SARIF's automationDetails, JUnit's suite). `epoch`: the time
    of the scan in seconds since 1970 UTC, for formats that demand one; callers take it from SOURCE_DATE_EPOCH.
    """

    colour: bool = False
    show_unsure: bool = False
    verbose: bool = False
    scorecard: bool = True
    include_suppressed: bool = False
    category: str = ""
    epoch: int = 0


PLAIN = Options()
