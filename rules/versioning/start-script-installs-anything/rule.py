"""`pip install name` without a version, in a start script in clear text or in base64."""

import re

from iacguard.policy.literals import readable, texts

INSTALL = re.compile(r"\bpip3?\s+install\s+(?P<rest>[^\n;&|]+)")
SCRIPTS = re.compile(r"on_?create|on_?start|user_?data|content", re.I)
NAME = re.compile(r"[A-Za-z][\w.-]*(?:\[[\w,-]+\])?\Z")
TAKES_A_VALUE = ("-r", "-c", "-e", "-i", "-t", "--requirement", "--constraint", "--index-url", "--extra-index-url")
TOOLS = ("pip", "setuptools", "wheel")


def check(resource, graph, params):
    for name, value in texts(resource.body):
        found = INSTALL.finditer(readable(value.data)) if SCRIPTS.search(name) else ()
        loose = [word for match in found for word in _loose(match["rest"])]
        if loose:
            yield value, f"{resource.address} installs whatever is newest: {', '.join(dict.fromkeys(loose))}"
            return


def _loose(arguments):
    words = iter(arguments.split())
    for word in words:
        if word in TAKES_A_VALUE:
            next(words, None)
        elif NAME.match(word) and word not in TOOLS:
            yield word
