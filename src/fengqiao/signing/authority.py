"""The platform's own certificate authority: a root, one certificate per signing, seal certificates of bodies.

Keys are EC P-256. A signer's key is made for one signing and forgotten, so nothing that is kept can sign again in that
person's name. The keys are nevertheless made and used by the platform: such a signature shows that the file is
unchanged and which verified account assented, not that the signer alone held the key (电子签名法 13 (1)(2)). Receipts
have to say so; a licensed certification service takes this module's place where that proof is needed.
"""

import hashlib
import os
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

ROOT_FROM = datetime(2020, 1, 1, tzinfo=UTC)
ROOT_UNTIL = datetime(2050, 1, 1, tzinfo=UTC)
# Without a time stamp a signature can be checked only as long as its certificate runs: the keeping period of a case.
LEAF_YEARS = 15
CLOCK_SLACK = timedelta(minutes=5)
DEMO_PREFIX = "演示 "
Pair = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]
MAX_NAME = 64  # ub-common-name of RFC 5280


@dataclass(frozen=True)
class Credential:
    """A certificate with its key and the root that issued it (all DER). ``name`` is the subject's name."""

    name: str
    certificate: bytes
    key: bytes
    root: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        return hashlib.sha256(self.certificate).hexdigest()

    def signer(self) -> SimpleSigner:
        """The pyHanko signer of this credential."""
        root = asn1_x509.Certificate.load(self.root)
        store = SimpleCertificateStore()
        store.register(root)
        return SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(self.certificate),
            signing_key=asn1_keys.PrivateKeyInfo.load(self.key),
            cert_registry=store,
            embed_roots=False,
        )


class Authority:
    """Issues certificates below a root whose key lies in ``folder`` (made there when missing)."""

    def __init__(self, folder: Path, *, demo: bool) -> None:
        self._folder = folder
        self._demo = demo
        self._key, self._root = self._load("root", self._new_root)

    @property
    def root(self) -> bytes:
        """The root certificate, DER: what a checker has to trust."""
        return self._root.public_bytes(serialization.Encoding.DER)

    def issue(self, name: str, role: str, at: datetime) -> Credential:
        """A certificate for one signing by this person in this role; its key exists nowhere else."""
        return self._credential(name, *self._new_leaf(name, role, at))

    def seal(self, body: str) -> Credential:
        """The lasting seal certificate of a court or a mediation body."""
        slot = "seal-" + hashlib.sha256(body.encode()).hexdigest()[:24]
        return self._credential(body, *self._load(slot, lambda: self._new_leaf(body, "电子印章", ROOT_FROM, seal=True)))

    def _credential(self, name: str, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> Credential:
        private = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return Credential(name, certificate.public_bytes(serialization.Encoding.DER), private, self.root)

    def _name(self, common: str, unit: str) -> x509.Name:
        prefix = DEMO_PREFIX if self._demo else ""
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
                _words(NameOID.ORGANIZATION_NAME, f"{prefix}网上枫桥"),
                _words(NameOID.ORGANIZATIONAL_UNIT_NAME, f"{prefix}{unit}"),
                _words(NameOID.COMMON_NAME, f"{prefix}{common}"),
            ]
        )

    def _new_root(self) -> Pair:
        key = ec.generate_private_key(ec.SECP256R1())
        name = self._name("网上枫桥根证书", "电子签名")
        builder = _builder(name, name, key.public_key(), ROOT_FROM, ROOT_UNTIL)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        return key, builder.add_extension(_usage(root=True), critical=True).sign(key, hashes.SHA256())

    def _new_leaf(self, name: str, unit: str, at: datetime, *, seal: bool = False) -> Pair:
        key = ec.generate_private_key(ec.SECP256R1())
        until = ROOT_UNTIL if seal else min(at + timedelta(days=365 * LEAF_YEARS), ROOT_UNTIL)
        builder = _builder(self._name(name, unit), self._root.subject, key.public_key(), at - CLOCK_SLACK, until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        return key, builder.add_extension(_usage(root=False), critical=True).sign(self._key, hashes.SHA256())

    def _load(self, slot: str, make: Callable[[], Pair]) -> Pair:
        path = self._folder / f"{slot}.pem"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_once(path, *make())
        stored = path.read_bytes()
        key = serialization.load_pem_private_key(stored, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{path.name} does not hold an EC key.")
        return key, x509.load_pem_x509_certificate(stored)


def _words(oid: x509.ObjectIdentifier, text: str) -> x509.NameAttribute:
    # The library counts bytes, RFC 5280 characters: 64 Chinese characters are allowed, and companies need them.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return x509.NameAttribute(oid, text[:MAX_NAME], _validate=False)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not root,
        content_commitment=not root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=root,
        crl_sign=root,
        encipher_only=False,
        decipher_only=False,
    )


def _write_once(path: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    """Write key and certificate for the owner alone; of two writers at once the first one wins."""
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(private + certificate.public_bytes(serialization.Encoding.PEM))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        os.unlink(name)
