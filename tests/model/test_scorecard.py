"""The scorecard adds up what the report counted."""

from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.report import PRACTICES, SEVERITIES, Report, RuleInfo, Tally
from iacguard.model.scorecard import FIXES, scorecard

COUNTS = st.builds(Tally, *[st.integers(0, 9)] * 4)
RULES = st.lists(
    st.builds(
        RuleInfo,
        id=st.from_regex("[a-z]{3,8}", fullmatch=True),
        summary=st.just("A pattern that is bad"),
        severity=st.sampled_from(SEVERITIES),
        practices=st.lists(st.sampled_from(PRACTICES), min_size=1, max_size=2, unique=True).map(tuple),
    ),
    max_size=8,
    unique_by=lambda rule: rule.id,
)


@given(RULES, st.data())
def test_every_judgement_is_counted_once_for_each_practice(rules, data):
    report = Report(rules=rules, tallies={rule.id: data.draw(COUNTS) for rule in rules})
    scores = {score.practice: score for score in scorecard(report)}
    assert list(scores) == list(PRACTICES)
    for practice, score in scores.items():
        mine = [report.tallies[rule.id] for rule in rules if practice in rule.practices]
        assert score.failed == sum(tally.failed for tally in mine)
        assert score.judged == sum(tally.passed + tally.failed + tally.unsure for tally in mine)
        assert len(score.fixes) == min(FIXES, sum(tally.failed > 0 for tally in mine))
        assert (score.share is None) == (score.passed + score.failed == 0)
        assert score.share is None or 0 <= score.share <= 1
        assert score.share is None or (score.share == 1) == (score.failed == 0)


def test_a_rule_over_the_project_weighs_as_much_as_one_over_each_resource():
    rules = [RuleInfo(name, "Bad", "low", ("automation",)) for name in ("of-each", "of-all")]
    tallies = {"of-each": Tally(passed=300), "of-all": Tally(failed=1)}
    score = next(s for s in scorecard(Report(rules=rules, tallies=tallies)) if s.practice == "automation")
    assert score.share == 0.5


def test_the_fix_that_helps_most_comes_first():
    rules = [
        RuleInfo("many-mild", "Mild", "low", ("security",)),
        RuleInfo("one-bad", "Bad", "critical", ("security",)),
        RuleInfo("few-bad", "Bad", "critical", ("security",)),
        RuleInfo("clean", "Clean", "critical", ("security",)),
    ]
    tallies = {
        "one-bad": Tally(failed=1),
        "many-mild": Tally(failed=300),
        "few-bad": Tally(failed=2),
        "clean": Tally(passed=5),
    }
    score = next(s for s in scorecard(Report(rules=rules, tallies=tallies)) if s.practice == "security")
    assert [fix.rule for fix in score.fixes] == ["few-bad", "one-bad", "many-mild"]
