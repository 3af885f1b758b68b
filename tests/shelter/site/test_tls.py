"""The site's own CA and its server's certificate: accepted by ordinary TLS 1.3, pinned by the schedule, without a fine
time."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from shelter.site.tls import HERE, BadAddress, ServerTls, make_server_tls

SITE8 = b"site---8"
NOW = datetime(2026, 11, 24, 13, 14, 15, 161718, tzinfo=UTC)
PASSPHRASE = "cinco árboles de sombra"
NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME (openssl/x509_vfy.h), for a kiosk with a wrong clock."""


@pytest.fixture(scope="module")
def tls() -> ServerTls:
    return make_server_tls(SITE8, (*HERE, "shelter.example.org", "2001:db8::1"), PASSPHRASE, NOW)


def shake(tls: ServerTls, name: str, folder: Path, *, checks_time: bool = True, ca: bytes | None = None) -> str | None:
    """Both sides of a handshake in memory; the version that they agree on. Raises ssl.SSLError."""
    for file, content in (("tls.pem", tls.certificate), ("tls.key", tls.key), ("ca.pem", ca or tls.ca_certificate)):
        (folder / file).write_bytes(content)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "tls.pem", folder / "tls.key")
    client = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    client.minimum_version = ssl.TLSVersion.TLSv1_3
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    if not checks_time:
        client.verify_flags |= NO_CHECK_TIME
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(down, up, server_hostname=name)
    theirs = server.wrap_bio(up, down, server_side=True)
    for _ in range(4):
        for side in (ours, theirs):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return ours.version()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "shelter.example.org", "2001:db8::1"])
def test_each_of_its_addresses_is_believed(name: str, tls: ServerTls, tmp_path: Path) -> None:
    assert shake(tls, name, tmp_path) == "TLSv1.3"


def test_another_name_is_not_believed(tls: ServerTls, tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(tls, "example.org", tmp_path)


def test_another_sites_authority_is_not_believed(tls: ServerTls, tmp_path: Path) -> None:
    other = make_server_tls(SITE8, HERE, PASSPHRASE, NOW)
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(tls, "localhost", tmp_path, ca=other.ca_certificate)


@pytest.mark.parametrize("years", [-20, 20])
def test_a_wrong_clock_can_be_tolerated(years: int, tmp_path: Path) -> None:
    elsewhen = make_server_tls(SITE8, HERE, PASSPHRASE, NOW + timedelta(days=365 * years))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake(elsewhen, "localhost", tmp_path)
    assert shake(elsewhen, "localhost", tmp_path, checks_time=False) == "TLSv1.3"


def test_the_pin_is_the_hash_of_the_servers_public_key(tls: ServerTls) -> None:
    key = x509.load_pem_x509_certificate(tls.certificate).public_key()
    assert isinstance(key, EllipticCurvePublicKey)
    assert tls.spki32 == sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ca = x509.load_pem_x509_certificate(tls.ca_certificate)
    assert ca.public_key() != key


def test_certificates_carry_no_fine_time_and_no_name_of_people(tls: ServerTls) -> None:
    for pem in (tls.certificate, tls.ca_certificate):
        certificate = x509.load_pem_x509_certificate(pem)
        assert certificate.not_valid_before_utc == datetime(2026, 11, 23, tzinfo=UTC)
        assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=3652)
        assert certificate.subject.rfc4514_string() in (f"CN=site {SITE8.hex()}", f"CN=server of site {SITE8.hex()}")


def test_the_authoritys_key_needs_its_passphrase(tls: ServerTls) -> None:
    with pytest.raises(TypeError):
        load_pem_private_key(tls.ca_key, None)
    with pytest.raises(ValueError, match=r"password|decrypt"):
        load_pem_private_key(tls.ca_key, b"another passphrase")
    key = load_pem_private_key(tls.ca_key, PASSPHRASE.encode())
    assert key.public_key() == x509.load_pem_x509_certificate(tls.ca_certificate).public_key()


@pytest.mark.parametrize("address", ["", "two words", "-a.example", "a..b", "exa_mple", "ñ.example", "a" * 64, "*.org"])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(BadAddress):
        make_server_tls(SITE8, (address,), PASSPHRASE, NOW)
