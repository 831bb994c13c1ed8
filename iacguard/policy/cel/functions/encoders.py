"""The package `base64`: bytes as text, and back."""

from __future__ import annotations

import base64
import binascii

from iacguard.policy.cel.functions.base import BYTES, TEXT, Function, plain


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("this text is not base64") from None


FUNCTIONS: dict[str, Function] = {
    "base64.encode": plain(lambda data: base64.b64encode(data).decode("ascii"), BYTES),
    "base64.decode": plain(_decode, TEXT),
}
"""By full name."""
