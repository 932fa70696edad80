"""Where a Dask scheduler is, and the connection to it."""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from broadcast.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from distributed import Client

WAIT = 10.0
"""Seconds that a scheduler may take to answer, and to have a first worker."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a scheduler is, and how it is spoken to."""

    scheduler: str
    ca: Path | None = None
    """Files for TLS: whom to believe, who we are, and our key."""
    cert: Path | None = None
    cert_key: Path | None = None

    def client(self) -> Client:
        """A connection; EnvironmentFault where nobody answers."""
        try:
            from distributed import Client
            from distributed.security import Security
        except ImportError as error:
            raise EnvironmentFault(
                "--scheduler needs Dask, which is not installed", remedy='Install it: pip install "broadcast-lessons[cluster]"'
            ) from error
        if not re.fullmatch(r"[a-z]+://[^\s/]+:\d{1,5}/?", self.scheduler):
            raise InputError(f"{self.scheduler!r} is no address of a scheduler", remedy="Write it like tcp://host:8786")
        for name in [each for each in logging.root.manager.loggerDict if each.split(".")[0] == "distributed"]:
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it we say ourselves
        for path in (self.ca, self.cert, self.cert_key):
            if path and not path.is_file():
                raise InputError("there is no such file for TLS", file=str(path))
        tls = {"tls_ca_file": self.ca, "tls_client_cert": self.cert, "tls_client_key": self.cert_key}
        given = {name: str(path) for name, path in tls.items() if path}
        if self.scheduler.startswith("tls:") != bool(given):
            raise InputError(
                f"{self.scheduler} and the files for TLS do not fit",
                remedy="Give --tls-ca, --tls-cert and --tls-key with tls://host:8786, else none",
            )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # other versions of Dask: ours are compared anyway
                security = Security(require_encryption=True, **given) if given else None
                return Client(self.scheduler, security=security, timeout=WAIT, set_as_default=False)
        except Exception as error:  # each way of not connecting has its own
            raise EnvironmentFault(
                f"no scheduler answers at {self.scheduler}",
                remedy="Start one with `dask scheduler`, or mend the address or the TLS files",
            ) from error
