"""Texts from which a template language makes Terraform or CloudFormation: not yet either of them."""

from __future__ import annotations

import re

_LANGUAGES = {
    "Jinja": r"^[ \t]*\{%-?[ \t]*(?:if|elif|else|endif|for|endfor|set|block|endblock|macro|include|raw)\b.*?%\}",
    "Go templates": r"^[ \t]*\{\{-?[ \t]*(?:if|else|end|range|with|define|include|template)\b.*?\}\}",
}


def template_language(text: str) -> str:
    """The language whose statements stand on lines of their own; "" where there are none.

    Worth asking only about a text that cannot be read as what its name says: inside of a longer text such lines are
    harmless.
    """
    for name, pattern in _LANGUAGES.items():
        if re.search(pattern, text, re.M):
            return name
    return ""
