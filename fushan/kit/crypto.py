"""Sealing personal fields and finding them again. Keys come from the caller, 32 bytes each.

A sealed text says by its first figure how it was sealed, so that texts of both kinds can lie in one
table: 1 is AES-256-GCM, 2 is SM4-GCM (GM/T 0002). `about` is the table and column; a sealed text
copied to another column does not open there.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256, SM3
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KEY_SIZE, NONCE_SIZE, TAG_SIZE, SM4_KEY_SIZE = 32, 12, 16, 16
VERSIONS = {"aes": "1", "sm4": "2"}
HASHES = {"aes": SHA256, "sm4": SM3}


class Unreadable(ValueError):  # noqa: N818 - it reads as a sentence
    """Wrong key, wrong column, or someone changed the sealed text."""


def new_key():
    return os.urandom(KEY_SIZE)


def seal(key, text, *, about, algorithm="aes"):
    """Text as it may lie in a table: version, dot, base64 of nonce and ciphertext."""
    return _seal(key, text.encode(), about, VERSIONS[algorithm])


def unseal(key, sealed, *, about):
    """The text again, whichever algorithm sealed it. Raises Unreadable."""
    return _unseal(key, sealed, about).decode()


def digest(master, text, *, about, algorithm="aes"):
    """64 hex digits, the same for the same text and column: for exact look-up without unsealing."""
    made = HASHES[algorithm]()
    mac = HMAC(_derived(master, made, "digest"), made)
    mac.update(f"{about}\0{text}".encode())
    return mac.finalize().hex()


def wrap(master, key, *, algorithm="aes"):
    """A person's key, sealed under the master key."""
    return _seal(master, key, "key", VERSIONS[algorithm])


def unwrap(master, wrapped):
    """A person's key again. Raises Unreadable."""
    return _unseal(master, wrapped, "key")


def _derived(key, made, purpose, length=KEY_SIZE):
    """A key for one purpose only."""
    if len(key) != KEY_SIZE:
        raise ValueError(f"A key has {KEY_SIZE} bytes, not {len(key)}.")
    return HKDFExpand(algorithm=made, length=length, info=purpose.encode()).derive(key)


def _seal(key, plain, about, version):
    nonce = os.urandom(NONCE_SIZE)
    shut, _ = CIPHERS[version]
    body = nonce + shut(key, nonce, plain, about.encode())
    return f"{version}.{urlsafe_b64encode(body).decode()}"


def _unseal(key, sealed, about):
    version, _, body = sealed.partition(".")
    if version not in CIPHERS:
        raise Unreadable("not a sealed text")
    _, opened = CIPHERS[version]
    try:
        raw = urlsafe_b64decode(body)
        return opened(key, raw[:NONCE_SIZE], raw[NONCE_SIZE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable("wrong key, wrong column, or changed") from error


def _aes(key):
    return AESGCM(_derived(key, SHA256(), "aes"))


def _sm4(key, nonce, tag=None):
    return Cipher(SM4(_derived(key, SM3(), "sm4", SM4_KEY_SIZE)), GCM(nonce, tag))


def _sm4_shut(key, nonce, plain, about):
    encryptor = _sm4(key, nonce).encryptor()
    encryptor.authenticate_additional_data(about)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _sm4_open(key, nonce, shut, about):
    decryptor = _sm4(key, nonce, shut[-TAG_SIZE:]).decryptor()
    decryptor.authenticate_additional_data(about)
    return decryptor.update(shut[:-TAG_SIZE]) + decryptor.finalize()


CIPHERS = {
    "1": (lambda key, *rest: _aes(key).encrypt(*rest), lambda key, *rest: _aes(key).decrypt(*rest)),
    "2": (_sm4_shut, _sm4_open),
}
