"""Literal identifiers and ARNs in the body of a resource; those of vendors, layers and documentation are none."""

import re

from iacguard.model.value import Choice, Map, Seq
from iacguard.model.world import endings

ID = re.compile(
    r"(?:vpc|subnet|sg|igw|nat|rtb|eni|vpce|fs|vol|ami|eipalloc|acl|lt|snap|tgw|pcx|fsmt|fsap)-"
    r"(?P<hex>[0-9a-f]{8}(?:[0-9a-f]{9})?)\Z"
)
ARN = re.compile(r"arn:aws[\w-]*:[\w-]+:[\w-]*:(?P<account>\d{12}):")
AZURE = re.compile(r"/subscriptions/(?P<guid>[0-9a-f]{8}-[0-9a-f-]{27})/", re.I)
SHOWN = frozenset({"123456789012", "111122223333", "444455556666", "777788889999", "012345678901", "123456789123"})
"""Account numbers of documentation."""
VENDORS = frozenset({"763104351884", "137112412989", "602401143452", "633353088612", "683313688378", "246618743249"})
"""Accounts of AWS that own images and packages which everybody uses."""
DOCUMENTS = re.compile(r"polic|tags|description|principal|user_?data", re.I)


def check(resource, graph, params):
    found = list(_literals(resource.body, resource))
    if found:
        names = ", ".join(dict.fromkeys(value.data for value in found))
        yield found[0], f"{resource.address} names by hand what it uses: {names}"


def _literals(value, resource, name=""):
    data = value.data
    if isinstance(data, Map):
        for key, inner in data.items.items():
            if not DOCUMENTS.search(key):
                yield from _literals(inner, resource, key)
    elif isinstance(data, Seq):
        for inner in data.items:
            yield from _literals(inner, resource, name)
    elif isinstance(data, Choice):
        for inner in endings(value):
            yield from _literals(inner, resource, name)
    elif isinstance(data, str) and value.origin is None and _here(value, resource) and _made_by_hand(data):
        yield value


def _here(value, resource):
    span, block = value.span, resource.block
    return span is not None and span.source is block.source and block.start <= span.start and span.end <= block.end


def _made_by_hand(text):
    identifier = ID.match(text)
    if identifier is not None:
        return not _invented(identifier["hex"])
    arn = ARN.match(text)
    if arn is not None:
        return ":layer:" not in text and arn["account"] not in SHOWN | VENDORS and not _invented(arn["account"])
    azure = AZURE.match(text)
    return azure is not None and not _invented(azure["guid"])


def _invented(digits):
    """Whether somebody made the digits up for an example."""
    plain = digits.replace("-", "")
    return len(set(plain)) <= 3 or plain in "0123456789abcdef0123456789abcdef" or plain.startswith("12345678")
