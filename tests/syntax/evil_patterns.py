"""Patterns that take an engine which goes back and tries again longer than anybody waits, each with a text to try."""

import itertools

SIZE = 10_000


def evil():
    """So many pairs of a pattern and a text of SIZE characters."""
    pairs = []
    inner = [
        "a+",
        "a*",
        "(a|aa)",
        "(a|a?)",
        "(aa|aaa)",
        "a{1,10}",
        "[ab]+",
        "(a|b|ab)",
        "(.*a)",
        "(a|a|a)",
        "(a?a?)",
        "\\w+",
    ]
    for part, loop, end in itertools.product(inner, ["+", "*", "{1,20}"], ["$", "b$", "c", "\\b!"]):
        pairs.append((f"^({part}){loop}{end}", "a" * (SIZE - 1) + "!"))
    for part, end in itertools.product(inner, ["c", "$", "b{3}"]):
        pairs.append((f"({part})*{end}", "ab" * (SIZE // 2)))
    for count in (5, 20, 60):
        pairs.append((f"(x+x+)+{'y' * count}", "x" * SIZE))
        pairs.append(("a?" * count + "a" * count, "a" * SIZE))
        pairs.append((f"(a|b)*a(a|b){{{count}}}c", _noise("ab")))
        pairs.append((f"[01]*1[01]{{{count}}}x", _noise("01")))
        pairs.append(((".*a" * count) + "!", "a" * SIZE))
        pairs.append((f"((a{{1,{count}}}){{1,{count}}}){{1,2}}b", "a" * SIZE))
        pairs.append((f"(?i)(?:[a-z]+[0-9]*){{{count}}}\\b\\.$", _noise("aB3")))
    pairs += [
        ("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)!", "a" * SIZE), ("^(([a-z])+.)+[A-Z]([a-z])+$", "a" * SIZE),
        ("(\\w+\\s*)+:", "word " * (SIZE // 5)), ("^\\s+|\\s+$", " " * (SIZE - 1) + "x"),
        ("(?m)^(.+\\n)+x$", "a\n" * (SIZE // 2)),
        ("(a|b|c|d|e|f|g|h)*[a-h]{50}!", _noise("abcdefgh")), ("(\\p{L}+\\p{N}*)+!", "é1" * (SIZE // 2)),
        ("^[a-zA-Z0-9._%+-]+@([a-z0-9-]+\\.)+[a-z]{2,}$", "a@" + "a." * ((SIZE - 2) // 2)),
    ]  # fmt: skip
    return pairs


def _noise(letters):
    """A text in which the letters follow each other without a rhythm."""
    state, out = 1, []
    for _ in range(SIZE):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        out.append(letters[(state >> 16) % len(letters)])
    return "".join(out)
