"""Where the demo listens: this machine, or the whole network over https with a certificate of its own."""

from __future__ import annotations

import io
import ipaddress
import os
import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Place:
    """Address to listen on, address to type, settings and options of the web process."""

    host: str
    port: int
    url: str
    settings: dict[str, str]
    options: tuple[str, ...]


def local(host: str, port: int) -> Place:
    """Return a place for browsers on this machine (or behind whatever forwards to it)."""
    name = "127.0.0.1" if host in {"", "0.0.0.0", "::"} else host  # noqa: S104  compared, not bound
    url = f"http://{f'[{name}]' if ':' in name else name}:{port}"
    given = {"FENGQIAO_BASE_URL": url}
    if "FENGQIAO_ALLOWED_HOSTS" not in os.environ:
        names = ["127.0.0.1", "localhost", "[::1]", name, socket.gethostname()]
        given["FENGQIAO_ALLOWED_HOSTS"] = ",".join(dict.fromkeys(names))
    return Place(host, port, url, given, ())


def place(port: int) -> Place:
    """Return a place that phones of the same network reach over https."""
    own = addresses()
    certificate, key = certificate_for(own)
    url = f"https://{own[0]}:{port}"
    names = [*own, "localhost", socket.gethostname()]
    given = {"FENGQIAO_BASE_URL": url, "FENGQIAO_ALLOWED_HOSTS": ",".join(dict.fromkeys(names))}
    return Place("0.0.0.0", port, url, given, ("--certificate", str(certificate), "--key", str(key)))  # noqa: S104


def addresses() -> list[str]:
    """Return this machine's IPv4 addresses, the one that reaches the network first, 127.0.0.1 last."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation address: nothing is sent, the kernel only picks a route
            found.append(str(probe.getsockname()[0]))
        except OSError:
            pass
    try:
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except socket.gaierror:
        pass
    own = [address for address in dict.fromkeys(found) if not ipaddress.ip_address(address).is_loopback]
    return [*own, "127.0.0.1"]


def certificate_for(names: list[str]) -> tuple[Path, Path]:
    """Return certificate and key files for these addresses, made anew when the addresses changed or time is up."""
    folder = Path(settings.VAR) / "lan"
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not (certificate.exists() and key.exists() and _fits(certificate, names)):
        folder.mkdir(parents=True, exist_ok=True)
        _make(certificate, key, names)
    return certificate, key


def terminal_qr(url: str) -> str:
    """Return a QR code of letters that a phone can read from the terminal."""
    out = io.StringIO()
    segno.make(url, micro=False).terminal(out, compact=True)
    return out.getvalue()


def _fits(path: Path, names: list[str]) -> bool:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    alternative = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    there = {str(address) for address in alternative.get_values_for_type(x509.IPAddress)}
    return set(names) <= there and certificate.not_valid_after_utc > timezone.now() + timedelta(days=1)


def _make(certificate_file: Path, key_file: Path, names: list[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fengqiao demo")])
    now = timezone.now()
    alternative: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address(name)) for name in names]
    alternative += [x509.DNSName("localhost"), x509.DNSName(socket.gethostname())]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=90))
        .add_extension(x509.SubjectAlternativeName(alternative), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
