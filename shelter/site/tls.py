"""The site's own certificate authority and its server's certificate. One rule: what a kiosk trusts is the pin in the
signed schedule; the certificates let ordinary TLS agree with it.

P-256 (RFC 8446 makes it mandatory), because proxies and other TLS stacks that a shelter may put in front take it, and
not all of them take Ed25519. The certificates carry the site's number and no fine time: they begin on the Monday of
their week and last ten years; revocation is a new schedule without the pin.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.formats.epoch import epoch_of, start_of
from kiosk.problem import Damaged, Problem

YEARS_10 = timedelta(days=3652)
HERE = ("localhost", "127.0.0.1")
_UNUSED = dict.fromkeys(
    (
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "encipher_only",
        "decipher_only",
        "crl_sign",
    ),
    False,
)


class BadAddress(Problem):
    """A server's address is neither a host name nor an IP address."""

    code = "bad-address"


@dataclass(frozen=True)
class ServerTls:
    """PEM files: the authority's certificate and its key (encrypted with the authority's passphrase), the server's
    certificate and its key (in clear: the server starts without a person), and SHA256 of the server's
    SubjectPublicKeyInfo.
    """

    ca_certificate: bytes
    ca_key: bytes
    certificate: bytes
    key: bytes
    spki32: bytes


def make_server_tls(site8: bytes, addresses: Sequence[str], passphrase: str, now: datetime) -> ServerTls:
    """A new authority and a new server certificate for these host names and IP addresses. Raises BadAddress."""
    ca, server = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"site {site8.hex()}")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"server of site {site8.hex()}")])
    names = x509.SubjectAlternativeName([_address(one) for one in addresses])
    begins = start_of(epoch_of(now))
    root = _root(issuer, ca, begins).sign(ca, SHA256())
    leaf = _leaf(issuer, subject, ca, server, names, begins).sign(ca, SHA256())
    return ServerTls(
        root.public_bytes(Encoding.PEM),
        ca.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode("utf-8"))),
        leaf.public_bytes(Encoding.PEM),
        server.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        sha256(server.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest(),
    )


def names_of(certificate: bytes) -> tuple[str, ...]:
    """The host names and IP addresses under which a kiosk takes this server (PEM, RFC 6125). Raises Damaged."""
    try:
        extensions = x509.load_pem_x509_certificate(certificate).extensions
        names = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound) as error:
        raise Damaged("The server's certificate is damaged; copy tls.pem again from a backup.") from error
    return (*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress)))


def _address(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        pass
    labels = text.split(".")
    if len(text) > 253 or any(not _is_label(one) for one in labels):
        raise BadAddress(f"{text!r} is neither a host name nor an IP address; write it like shelter.example.org.")
    return x509.DNSName(text)


def _is_label(text: str) -> bool:
    """RFC 1123, section 2.1, in ASCII."""
    return 0 < len(text) < 64 and text.isascii() and text.replace("-", "a").isalnum() and text.strip("-") == text


def _base(
    issuer: x509.Name, subject: x509.Name, key: EllipticCurvePrivateKey, begins: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + YEARS_10)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _root(issuer: x509.Name, ca: EllipticCurvePrivateKey, begins: datetime) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(digital_signature=False, key_cert_sign=True, **_UNUSED)
    return (
        _base(issuer, issuer, ca, begins)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
    )


def _leaf(
    issuer: x509.Name,
    subject: x509.Name,
    ca: EllipticCurvePrivateKey,
    server: EllipticCurvePrivateKey,
    names: x509.SubjectAlternativeName,
    begins: datetime,
) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(digital_signature=True, key_cert_sign=False, **_UNUSED)
    return (
        _base(issuer, subject, server, begins)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.public_key()), critical=False)
    )
