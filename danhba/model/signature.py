"""Signatures of values: HMAC-SHA256 under the installation's key. Pure: the key is passed in.

Each signature says what it is for, so that one made for a form is never one for a question; the parts are told apart by
JSON.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

import orjson


def sign(key: bytes, purpose: str, parts: Sequence[str]) -> str:
    """Return the signature of text values, 64 hexadecimal digits."""
    return hmac.digest(key, orjson.dumps([purpose, *parts]), "sha256").hex()


def signed_by(key: bytes, purpose: str, parts: Sequence[str], signature: str) -> bool:
    """Tell whether a signature is the one of these values."""
    return hmac.compare_digest(sign(key, purpose, parts).encode(), signature.encode("utf-8", "replace"))


def digest(parts: Sequence[str]) -> str:
    """Return one short value that stands for many, 64 hexadecimal digits."""
    return hashlib.sha256(orjson.dumps(list(parts))).hexdigest()
