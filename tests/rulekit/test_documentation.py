"""The generated documents say what the rules say."""

import re
from pathlib import Path

from iacguard.policy import catalogue
from iacguard.rulekit import documentation

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_documents_are_up_to_date():
    folder = catalogue.built_in_folder()
    stale = documentation.stale(catalogue.read_folder(folder, trusted=True), DOCS)
    assert not stale, f"run `make docs`: {', '.join(stale[:10])} differ from the rule folders"


def test_every_rule_has_a_page_with_its_examples_and_stands_in_the_index():
    rules = catalogue.load().rules
    pages = documentation.pages(catalogue.load())
    for rule in rules:
        page = pages[f"rules/{rule.family}/{rule.id}.md"]
        assert rule.summary in page
        assert "## Why" in page and "## Fix" in page
        assert f"({rule.family}/{rule.id}.md)" in pages["rules/README.md"]


def test_what_differs_is_stale_and_writing_mends_it(tmp_path):
    found = catalogue.load()
    found.rules = found.rules[:2]
    documentation.write(found, tmp_path)
    assert documentation.stale(found, tmp_path) == []
    name = f"rules/{found.rules[0].family}/{found.rules[0].id}.md"
    (tmp_path / name).write_text("old")
    (tmp_path / "rules/gone.md").write_text("old")
    assert documentation.stale(found, tmp_path) == sorted([name, "rules/gone.md"])
    documentation.write(found, tmp_path)
    assert documentation.stale(found, tmp_path) == []


def test_every_rule_stands_in_every_index_that_it_belongs_to_and_every_link_leads_somewhere():
    found = catalogue.load()
    pages = documentation.pages(found)
    for rule in found.rules:
        for name in ("by-practice", "by-severity", "by-profile", "by-resource"):
            assert f"({rule.family}/{rule.id}.md)" in pages[f"rules/{name}.md"], (name, rule.id)
    for name, page in pages.items():
        if name.endswith(".md") and name.count("/") == 1:
            for target in re.findall(r"\]\(([^)#]+)\)", page):
                assert f"rules/{target}" in pages, (name, target)
