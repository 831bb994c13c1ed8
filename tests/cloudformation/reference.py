"""What cfn-lint makes of an expression: every value that it holds possible, in one region."""

from __future__ import annotations

import json
from typing import Any

REGION, ACCOUNT = "us-east-1", "123456789012"


class Reference:
    """One template as cfn-lint sees it."""

    def __init__(self, template: dict[str, Any]) -> None:
        from cfnlint.context.context import create_context_for_template
        from cfnlint.jsonschema import CfnTemplateValidator
        from cfnlint.template import Template

        cfn = Template("template.json", template, [REGION])
        context = create_context_for_template(cfn)
        self.validator = CfnTemplateValidator({}).evolve(context=context, cfn=cfn)

    def values(self, expression: Any) -> set[str]:
        """The possible values, as JSON."""
        found = set()
        for value, _, error in self.validator.resolve_value(expression):
            if error is None:
                found.add(json.dumps(value, sort_keys=True))
        return found
