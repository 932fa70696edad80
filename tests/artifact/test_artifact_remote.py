"""A store elsewhere behind the folder, on file:// and memory://; s3:// by moto's server, as a user would."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.artifact import Store, key, opened
from broadcast.artifact.pruning import entries
from broadcast.artifact.remote import READING, Remote
from broadcast.errors import EnvironmentFault, InputError
from tests import packages

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"file://{tmp_path}/far away" if request.param == "file" else f"memory://far/{os.urandom(4).hex()}"


def put(data: bytes):  # type: ignore[no-untyped-def]
    return lambda path: path.write_bytes(data) and None


def never(path: Path) -> None:
    pytest.fail("made again")


def test_what_one_machine_made_another_fetches(url: str, tmp_path: Path) -> None:
    Remote(url).check()
    Store(tmp_path / "one", remote=Remote(url)).get(key("a"), put(b"sound"), ".wav")
    second = Store(tmp_path / "two", remote=Remote(url))
    assert second.get(key("a"), never, ".wav").read_bytes() == b"sound"
    assert Store(tmp_path / "two").get(key("a"), never, ".wav").read_bytes() == b"sound"  # in front, from now on


def test_what_rotted_there_is_made_again_and_put_up_anew(url: str, tmp_path: Path) -> None:
    remote = Remote(url)
    Store(tmp_path / "one", remote=remote).get(key("a"), put(b"sound"))
    remote.write(f"{key('a')[:2]}/{key('a')}", b"noise")
    assert Store(tmp_path / "two", remote=remote).get(key("a"), put(b"sound")).read_bytes() == b"sound"
    assert remote.read(f"{key('a')[:2]}/{key('a')}") == b"sound"
    assert list(entries(tmp_path / "two")) and not list(tmp_path.rglob(".new-*"))


def test_an_entry_without_its_seal_is_none(url: str, tmp_path: Path) -> None:
    remote = Remote(url)
    remote.write(f"{key('a')[:2]}/{key('a')}", b"half")
    assert Store(tmp_path, remote=remote).get(key("a"), put(b"whole")).read_bytes() == b"whole"


def test_a_store_without_permission_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object, *args: object, **more: object) -> None:
        raise PermissionError(13, "Forbidden")

    monkeypatch.setattr(fsspec.implementations.memory.MemoryFileSystem, "pipe_file", refuse)
    with pytest.raises(EnvironmentFault, match=r"^memory://shut may not be written to\. Ask for the right"):
        opened("memory://shut")


def test_a_connection_that_breaks_once_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadcast.artifact.remote.PAUSE", 0)
    remote, tries = Remote("memory://unsteady"), []

    def unsteady() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionResetError("reset by peer")
        return "there"

    assert remote._reach(unsteady, READING) == "there"
    tries.clear()
    with pytest.raises(EnvironmentFault, match="does not answer: reset by peer"):
        remote._reach(unsteady, READING, tries=2)


@pytest.mark.parametrize("url", ["nonsense://x", "://", "s3:///"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="is no address of a store"):
        opened(url)


@pytest.fixture
def s3() -> Iterator[dict[str, str]]:
    """Moto's server in a process of its own; what the environment must say to reach it."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    told = {
        "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_EC2_METADATA_DISABLED": "true",
    }  # fmt: skip
    try:
        end = time.monotonic() + 60
        while subprocess.run(
            [sys.executable, "-c", "import boto3; boto3.client('s3').create_bucket(Bucket='lessons')"],
            env={**os.environ, **told}, capture_output=True,
        ).returncode:  # fmt: skip
            assert time.monotonic() < end
        yield told
    finally:
        server.terminate()
        server.wait()


@pytest.mark.slow
def test_two_machines_share_a_store_on_s3(s3: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("s3fs")
    lesson = packages.lesson(tmp_path / "small")

    def build(machine: str, out: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "broadcast", "build", str(lesson), "-f", "radio-5", "-o", out, "--cache", "s3://lessons/cache"],
            env=packages.environment(**s3, XDG_CACHE_HOME=str(tmp_path / f"cache-{machine}")), capture_output=True, cwd=packages.ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()

    build("one", str(tmp_path / "out"))
    build("two", "s3://lessons/out")
    speeches = [{path.name for path in (tmp_path / f"cache-{name}").rglob("*.speech")} for name in ("one", "two")]
    assert speeches[0] == speeches[1] and speeches[0]
    fetched = "import fsspec, sys; f = fsspec.filesystem('s3'); f.get('lessons/out/small/en/', sys.argv[1] + '/', recursive=True)"
    subprocess.run([sys.executable, "-c", fetched, str(tmp_path / "fetched")], env={**os.environ, **s3}, check=True)
    assert packages.contents(tmp_path / "fetched") == packages.contents(tmp_path / "out" / "small" / "en")


@pytest.mark.slow
@pytest.mark.parametrize("bucket", ["absent", "lessons"])
def test_an_s3_that_refuses_is_one_sentence(bucket: str, s3: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("s3fs")
    lesson = packages.lesson(tmp_path / "small")
    told = {**s3, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"} if bucket == "lessons" else s3
    done = subprocess.run(
        [sys.executable, "-m", "broadcast", "build", str(lesson), "-f", "radio-5", "-o", str(tmp_path / "out"), "--cache", f"s3://{bucket}/c"],
        env=packages.environment(**told, AWS_MAX_ATTEMPTS="1"), capture_output=True, cwd=packages.ROOT, timeout=300,
    )  # fmt: skip
    assert packages.Done(done.returncode, "", done.stderr.decode()).sentence.startswith(f"broadcast: s3://{bucket}/c ")
