"""A download that goes straight into a shell, in a start script in clear text or in base64."""

import re

from iacguard.policy.literals import readable, texts

PIPED = re.compile(
    r"(?:curl|wget)\b[^\n|;&]*\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:ba|z|da)?sh\b"
    r"|(?:ba|z)?sh[ \t]+(?:-c[ \t]+)?[\"']?(?:\$\(|<\()[ \t]*(?:curl|wget)\b"
)
SCRIPTS = re.compile(r"on_?create|on_?start|user_?data|content", re.I)


def check(resource, graph, params):
    for name, value in texts(resource.body):
        found = PIPED.search(readable(value.data)) if SCRIPTS.search(name) else None
        if found is not None:
            yield value, f"{resource.address} downloads a program and runs it unseen: {found[0][:60].strip()}"
            return
