"""A season on a Dask cluster: the same bytes, other versions refused, workers that die, sentences for what is not there."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from broadcast.errors import EnvironmentFault, InputError
from broadcast.season import address, cluster
from broadcast.season.address import Address
from tests.packages import ROOT, broadcast, contents, environment
from tests.season.small import season

pytest.importorskip("distributed")


def packages(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(out).items() if not name.rsplit("/", 1)[-1].startswith(".")}


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@contextmanager
def running(
    workers: int, *options: str, scheme: str = "tcp", at: Path = ROOT
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler and workers, each a process of its own, started as the README says."""
    address = f"{scheme}://127.0.0.1:{port()}"
    dask = [sys.executable, "-m", "dask"]
    begun: list[subprocess.Popen[bytes]] = []

    def start(*args: str) -> None:
        begun.append(
            subprocess.Popen(
                [*dask, *args, *options],
                cwd=at,
                env=environment(PYTHONPATH=str(at)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    try:
        start("scheduler", "--host", address, "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
        for _ in range(workers):
            start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as there:
                if not there.connect_ex(("127.0.0.1", int(address.rsplit(":", 1)[1]))):
                    break
            time.sleep(0.1)
        yield address, begun[1:]
    finally:
        for process in reversed(begun):
            process.kill()
            process.wait()


def test_a_scheduler_that_does_not_answer_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "WAIT", 0.5)
    with pytest.raises(EnvironmentFault, match=r"^no scheduler answers at tcp://127.0.0.1:9\. Start one"):
        Address("tcp://127.0.0.1:9").client()


@pytest.mark.parametrize("where", ["nonsense", "tcp://", "host:8786", "tcp://host", "tcp://a b:1", "tls://host:8786"])
def test_what_is_no_address_is_refused(where: str) -> None:
    with pytest.raises(InputError, match=r"no address of a scheduler|do not fit"):
        Address(where).client()


def test_tls_wants_its_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file for TLS"):
        Address("tls://127.0.0.1:9", ca=tmp_path / "ca.pem").client()
    (tmp_path / "ca.pem").touch()
    with pytest.raises(InputError, match="do not fit"):
        Address("tcp://127.0.0.1:9", ca=tmp_path / "ca.pem").client()


def test_a_request_to_another_version_is_refused_in_json() -> None:
    told = json.loads(cluster.make(json.dumps({"version": "older", "season": {}, "job": {}})))
    assert "is of another version" in told["failed"]["what"]


@pytest.mark.parametrize("request_", ["", "no json", "{}", "[]", json.dumps({"version": cluster.version(), "season": {}})])
def test_whatever_is_asked_the_answer_is_json(request_: str) -> None:
    assert json.loads(cluster.make(request_))["failed"]["what"]


@pytest.mark.slow
def test_a_scheduler_and_two_workers_make_the_same_bytes(tmp_path: Path) -> None:
    path = season(tmp_path, ("one", "two", "three"))
    here = broadcast("season", path, "-o", tmp_path / "here", cache=tmp_path / "cache-here")
    with running(2) as (far, _):
        args = ("season", path, "-o", tmp_path / "there", "--scheduler", far)
        there, again = (broadcast(*args, cache=tmp_path / "cache-there") for _ in range(2))
    assert here.status == there.status == again.status == 0, there.err
    assert "3 made" in there.out and "3 cached" in again.out
    assert packages(tmp_path / "here") == packages(tmp_path / "there") and packages(tmp_path / "here")


@pytest.mark.slow
def test_a_worker_that_is_killed_is_survived(tmp_path: Path) -> None:
    names = [f"l{at}" for at in range(8)]
    path = season(tmp_path, names)
    here = broadcast("season", path, "-o", tmp_path / "here", cache=tmp_path / "cache-here")
    assert here.status == 0
    with running(2) as (far, workers):
        run = subprocess.Popen(
            [sys.executable, "-m", "broadcast", "season", str(path), "-o", str(tmp_path / "there"), "--scheduler", far, "--cache",
             str(tmp_path / "cache-there")],
            cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 120
        while not list((tmp_path / "there").glob("*/en/manifest.json")):
            assert time.monotonic() < end and run.poll() is None
            time.sleep(0.05)
        workers[0].send_signal(signal.SIGKILL)
        assert run.wait(300) == 0
    assert packages(tmp_path / "here") == packages(tmp_path / "there")


@pytest.mark.slow
def test_workers_of_another_version_are_refused(tmp_path: Path) -> None:
    path = season(tmp_path)
    other = tmp_path / "other"
    for name in ("broadcast", "media"):
        shutil.copytree(ROOT / name, other / name)
    with (other / "broadcast" / "timecode.py").open("a") as file:
        file.write("# older\n")
    with running(1, at=other) as (far, _):
        done = broadcast("season", path, "-o", tmp_path / "out", "--scheduler", far, cache=tmp_path / "cache")
    assert "is of another version. Install this version of Broadcast there" in done.sentence
    assert packages(tmp_path / "out") == {}


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_sentence(tmp_path: Path) -> None:
    with running(0) as (far, _):
        done = broadcast("season", season(tmp_path), "-o", tmp_path / "out", "--scheduler", far, cache=tmp_path / "cache")
    assert f"has no workers. Start some: dask worker {far}" in done.sentence


@pytest.mark.slow
def test_a_scheduler_that_goes_is_one_sentence(tmp_path: Path) -> None:
    path = season(tmp_path, [f"l{at}" for at in range(12)])
    with running(1) as (far, _):
        run = subprocess.Popen(
            [sys.executable, "-m", "broadcast", "season", str(path), "-o", str(tmp_path / "out"), "--scheduler", far, "--cache",
             str(tmp_path / "cache")],
            cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        end = time.monotonic() + 120
        while not list((tmp_path / "out").glob("*/en/manifest.json")):
            assert time.monotonic() < end and run.poll() is None
            time.sleep(0.05)
    said = run.communicate(timeout=120)[1].decode()
    assert run.returncode == 2 and "Traceback" not in said
    assert said.splitlines()[-1] == "broadcast: the scheduler is gone. Start it and run the same command again."


@pytest.mark.slow
def test_a_local_cluster_is_a_cluster(tmp_path: Path) -> None:
    program = """
import sys
from distributed import LocalCluster
from broadcast.__main__ import main
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        sys.argv += ["--scheduler", cluster.scheduler_address]
        main()
"""
    (tmp_path / "local.py").write_text(program)
    path = season(tmp_path)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "local.py"), "season", str(path), "-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache")],
        cwd=ROOT, env=environment(), capture_output=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert len(list((tmp_path / "out").glob("*/en/manifest.json"))) == 2


@pytest.mark.slow
def test_over_tls(tmp_path: Path) -> None:
    pem = tmp_path / "both.pem"
    pytest.importorskip("cryptography")
    pem.write_bytes(certificate())
    files = ["--tls-ca-file", str(pem), "--tls-cert", str(pem), "--tls-key", str(pem)]
    with running(1, *files, scheme="tls") as (far, _):
        done = broadcast(
            "season", season(tmp_path), "-o", tmp_path / "out", "--scheduler", far,
            "--tls-ca", pem, "--tls-cert", pem, "--tls-key", pem, cache=tmp_path / "cache",
        )  # fmt: skip
        assert done.status == 0, done.err


def certificate() -> bytes:
    """A certificate that signs itself, with its key."""
    import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "broadcast")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.public_bytes(serialization.Encoding.PEM) + secret
