"""gTTS against a server of our own, and without any."""

from __future__ import annotations

import base64
import json
import socket
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
import soundfile
from audio_cases import episode, say

from broadcast.artifact import Store
from broadcast.audio.speech import speak
from broadcast.audio.voices.gtts import Gtts
from broadcast.errors import VoiceError
from broadcast.language.model import load
from broadcast.process import ffmpeg, run

TEMPO = float(load("en").gtts["tempo"])


@dataclass
class StandIn:
    base: str
    status: int = 200
    sound: bytes = b""
    asked: list[list[str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two seconds of a voice-like tone at 24 kHz, as the service's MP3s are."""
    folder = tmp_path_factory.mktemp("tone")
    time = np.arange(48000) / 24000
    soundfile.write(folder / "tone.wav", sum(np.sin(2 * np.pi * 220 * n * time) / n for n in range(1, 9)) * 0.2, 24000)
    run([ffmpeg(), "-v", "error", "-i", str(folder / "tone.wav"), str(folder / "tone.mp3")])
    return (folder / "tone.mp3").read_bytes()


@pytest.fixture
def server(tone: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            request = json.loads(urllib.parse.parse_qs(body)["f.req"][0])
            stand.asked.append(json.loads(request[0][0][1]))
            stand.paths.append(self.path)
            sound = base64.b64encode(stand.sound).decode()
            answer = (
                f')]}}\'\n\n[["wrb.fr","jQ1olc","[\\"{sound}\\"]",null,null,null,"generic"]]\n'.encode()
                if stand.sound
                else b'[["jQ1olc",null]]\n'
            )
            self.send_response(stand.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    stand = StandIn(f"http://127.0.0.1:{http.server_port}", sound=tone)
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield stand
    http.shutdown()
    http.server_close()
    thread.join()


def length(
    server: StandIn, store: Path, rate: float = 1.0, text: str = "It never guesses.", role: str = "presenter", tag: str = "en"
) -> int:
    cue = episode(tag, say("a", text, role))
    return speak(cue, language=load(tag), rate=rate, store=Store(store), engine=Gtts(server.base))["a", 0].length


def test_it_asks_for_the_language_and_is_a_preview(server: StandIn, tmp_path: Path) -> None:
    speeches = speak(
        episode("es-419", say("a", "Nunca adivina.")), language=load("es-419"), store=Store(tmp_path), engine=Gtts(server.base)
    )
    assert server.asked == [["Nunca adivina.", "es", None, "null"]]
    assert server.paths == ["/_/TranslateWebserverUi/data/batchexecute"]
    assert speeches["a", 0].length / 48000 == pytest.approx(2 / TEMPO, abs=0.15)
    assert speeches["a", 0].marks[0] == (0, 0) and speeches["a", 0].marks[1][0] == 6
    assert speeches.voice("a") == "gtts" and not speeches.cleared


def test_a_sentence_is_asked_for_once_and_by_language(server: StandIn, tmp_path: Path) -> None:
    length(server, tmp_path)
    length(server, tmp_path)
    assert len(server.asked) == 1
    length(server, tmp_path, tag="es-419")
    assert [asked[1] for asked in server.asked] == ["en", "es"]


def test_the_rate_changes_the_length_and_not_the_pitch(server: StandIn, tmp_path: Path) -> None:
    assert length(server, tmp_path, 0.92) / length(server, tmp_path, 1.08) == pytest.approx(1.08 / 0.92, abs=0.03)
    assert length(server, tmp_path, role="second") == pytest.approx(length(server, tmp_path), rel=0.03)


def test_long_sentences_are_joined(server: StandIn, tmp_path: Path) -> None:
    text = "The robot walks around the square, and around it once more, and again, and comes back to where it began, and there it stops."
    found = length(server, tmp_path, text=text)
    assert (
        all(len(asked[0]) <= 100 for asked in server.asked) and " ".join(asked[0] for asked in server.asked).count("robot") == 1
    )
    assert found / 48000 == pytest.approx(2 / TEMPO * len(server.asked), rel=0.1) and len(server.asked) > 1


def test_offline_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(
        VoiceError, match=r"cue a: gtts cannot be reached: it needs the internet\. Use --voice espeak, which works offline\.$"
    ) as caught:
        length(StandIn(f"http://127.0.0.1:{port}"), tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "sound", "why"), [(429, b"", "429"), (200, b"", "refused"), (200, b"<html>sign in</html>", "no MP3")]
)
def test_a_service_that_refuses_is_said(server: StandIn, tmp_path: Path, status: int, sound: bytes, why: str) -> None:
    server.status, server.sound = status, sound
    with pytest.raises(VoiceError, match=why):
        length(server, tmp_path)


def test_a_language_without_a_voice_is_refused(server: StandIn, tmp_path: Path) -> None:
    mute = load("en").model_copy(update={"gtts": {}})
    with pytest.raises(VoiceError, match="gtts has no voice for English"):
        speak(episode("en", say("a", "Hello.")), language=mute, store=Store(tmp_path), engine=Gtts(server.base))


def test_each_role_may_have_its_own_engine(server: StandIn, tmp_path: Path) -> None:
    whole = episode("en", say("a", "Hello."), say("b", "Hello.", "second"))
    speeches = speak(whole, language=load("en"), store=Store(tmp_path), engine={"second": Gtts(server.base)})
    assert [speeches[cue, 0].voice for cue in ("a", "b")] == ["espeak", "gtts"]
    assert sorted(speeches.versions) == ["espeak", "gtts"] and not speeches.cleared
