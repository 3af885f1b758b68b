"""HPKE base mode (RFC 9180) and X-Wing built again from single primitives, to check the library against. One rule:
nothing of ours and nothing of the library's own HPKE is used here."""

from __future__ import annotations

import hmac
from hashlib import sha3_256, sha256, shake_256

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

X25519, XWING = 0x0020, 0x647A
HKDF_SHA256, CHACHA20 = 1, 3
XWING_LABEL = bytes.fromhex("5c2e2f2f5e5c")


def hkdf_extract(salt: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), ikm, sha256)


def hkdf_expand(prk: bytes, info: bytes, length: int) -> bytes:
    out, block = b"", b""
    while len(out) < length:
        block = hmac.digest(prk, block + info + bytes([len(out) // 32 + 1]), sha256)
        out += block
    return out[:length]


def _labeled_extract(suite: bytes, salt: bytes, name: bytes, ikm: bytes) -> bytes:
    return hkdf_extract(salt, b"HPKE-v1" + suite + name + ikm)


def _labeled_expand(suite: bytes, prk: bytes, name: bytes, info: bytes, length: int) -> bytes:
    return hkdf_expand(prk, length.to_bytes(2, "big") + b"HPKE-v1" + suite + name + info, length)


def key_schedule(kem: int, shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Key and base nonce (RFC 9180 section 5.1, mode base, HKDF-SHA256, ChaCha20-Poly1305)."""
    suite = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (kem, HKDF_SHA256, CHACHA20))
    psk_id_hash = _labeled_extract(suite, b"", b"psk_id_hash", b"")
    info_hash = _labeled_extract(suite, b"", b"info_hash", info)
    context = b"\x00" + psk_id_hash + info_hash
    secret = _labeled_extract(suite, shared, b"secret", b"")
    key = _labeled_expand(suite, secret, b"key", context, 32)
    return key, _labeled_expand(suite, secret, b"base_nonce", context, 12)


def _dhkem(dh: bytes, enc: bytes, public: bytes) -> bytes:
    suite = b"KEM" + X25519.to_bytes(2, "big")
    eae_prk = _labeled_extract(suite, b"", b"eae_prk", dh)
    return _labeled_expand(suite, eae_prk, b"shared_secret", enc + public, 32)


def x25519_decap(enc: bytes, private32: bytes) -> bytes:
    private = X25519PrivateKey.from_private_bytes(private32)
    dh = private.exchange(X25519PublicKey.from_public_bytes(enc))
    return _dhkem(dh, enc, private.public_key().public_bytes_raw())


def x25519_encap(public32: bytes, ephemeral32: bytes) -> tuple[bytes, bytes]:
    ephemeral = X25519PrivateKey.from_private_bytes(ephemeral32)
    enc = ephemeral.public_key().public_bytes_raw()
    return _dhkem(ephemeral.exchange(X25519PublicKey.from_public_bytes(public32)), enc, public32), enc


def xwing_halves(seed32: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    expanded = shake_256(seed32).digest(96)
    return (
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def xwing_public(seed32: bytes) -> bytes:
    mlkem, x25519 = xwing_halves(seed32)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def _xwing_combine(ss_m: bytes, ss_x: bytes, ct_x: bytes, pk_x: bytes) -> bytes:
    return sha3_256(ss_m + ss_x + ct_x + pk_x + XWING_LABEL).digest()


def xwing_decap(enc: bytes, seed32: bytes) -> bytes:
    mlkem, x25519 = xwing_halves(seed32)
    ct_x = enc[1088:]
    ss_x = x25519.exchange(X25519PublicKey.from_public_bytes(ct_x))
    return _xwing_combine(mlkem.decapsulate(enc[:1088]), ss_x, ct_x, x25519.public_key().public_bytes_raw())


def xwing_encap(public1216: bytes, ephemeral32: bytes) -> tuple[bytes, bytes]:
    ss_m, ct_m = MLKEM768PublicKey.from_public_bytes(public1216[:1184]).encapsulate()
    ephemeral = X25519PrivateKey.from_private_bytes(ephemeral32)
    ct_x, pk_x = ephemeral.public_key().public_bytes_raw(), public1216[1184:]
    ss_x = ephemeral.exchange(X25519PublicKey.from_public_bytes(pk_x))
    return _xwing_combine(ss_m, ss_x, ct_x, pk_x), ct_m + ct_x


def open_(kem: int, sealed: bytes, private: bytes, info: bytes, aad: bytes = b"") -> bytes:
    """Plaintext of enc ‖ ct for a 32-byte X25519 secret or X-Wing seed."""
    size = 32 if kem == X25519 else 1120
    decap = x25519_decap if kem == X25519 else xwing_decap
    key, nonce = key_schedule(kem, decap(sealed[:size], private), info)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed[size:], aad)


def seal(kem: int, plain: bytes, public: bytes, info: bytes, ephemeral32: bytes) -> bytes:
    """enc ‖ ct with a given X25519 ephemeral."""
    encap = x25519_encap if kem == X25519 else xwing_encap
    shared, enc = encap(public, ephemeral32)
    key, nonce = key_schedule(kem, shared, info)
    return enc + ChaCha20Poly1305(key).encrypt(nonce, plain, b"")
