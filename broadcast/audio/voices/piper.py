"""Piper: neural voices that speak offline, each a file of its own: `--voice piper:PATH.onnx` (package piper-tts, extra `piper`).

Beside the voice lie its settings, PATH.onnx.json, and a MODEL_CARD that names its licence. A voice whose licence nobody names, or
that forbids some uses, is a preview. The second role is the same voice where it is not given one of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from broadcast.artifact import digest
from broadcast.audio.voices.engine import Speaker, Utterance
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.model import Language

PACE = 1.6
"""How much slower than its own pace a voice speaks to children: Piper's `joe` is then as quick as espeak-ng's presenter."""
SEED = 1
LICENCE = re.compile(r"^\W*licen[cs]e:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
CLEARED = re.compile(r"(?:cc0|public domain|cc[- ]by(?:[- ]sa)?(?![- ]*n[cd])|mit|apache|bsd|l?gpl)\b", re.IGNORECASE)
"""Licences under which a voice may speak on air."""
NAMES = {"cmn": "zh"}
"""espeak-ng's name of a language → ours, where they differ."""


class Piper:
    """The voice of a file; without one, the row of VOICES that says what it needs."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def name(self) -> str:
        return f"piper:{self._path.stem}" if self._path else "piper"

    @property
    def licence(self) -> str:
        """As the voice's MODEL_CARD has it; empty where nobody says."""
        if self._path is None:
            return ""
        try:
            card = self._path.with_name("MODEL_CARD").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""
        found = LICENCE.search(card)
        return found[1] if found else ""

    @property
    def cleared(self) -> bool:
        return bool(CLEARED.match(self.licence))

    def version(self) -> str:
        """Of the packages, the voice and its settings."""
        try:
            packages = f"{version('piper-tts')}+onnxruntime-{version('onnxruntime')}"
        except PackageNotFoundError as error:
            raise EnvironmentFault(
                "piper is not installed", remedy='Install it with: pip install "broadcast-lessons[piper]"'
            ) from error
        if self._path is None:
            return packages
        self._config()
        files = [_digest(path, path.stat().st_mtime_ns)[:16] for path in (self._path, _beside(self._path))]
        return "+".join([packages, *files])

    def settings(self, language: Language, role: str, rate: float) -> dict[str, Any]:
        if self._path is None:
            raise VoiceError("piper needs a voice", remedy="Use --voice piper:PATH.onnx")
        config = self._config()
        spoken = _language(config)
        if spoken and spoken != language.tag.split("-")[0]:
            raise VoiceError(
                f"the voice {self._path.name} speaks {spoken!r}, not {language.english}", remedy="Name a voice of the language"
            )
        return {"length": round(float(config.get("inference", {}).get("length_scale", 1)) * PACE / rate, 4)}

    @contextmanager
    def ready(self) -> Iterator[Speaker]:
        self.version()

        def speaker(text: str, language: Language, role: str, rate: float) -> Utterance:
            return self._speak(text, self.settings(language, role, rate)["length"])

        yield speaker

    def _speak(self, text: str, length: float) -> Utterance:
        """A new session for each text: its noise goes on from one to the next, and begins with the seed in a new one."""
        import onnxruntime
        from piper.config import PiperConfig, SynthesisConfig
        from piper.voice import PiperVoice

        config = PiperConfig.from_dict(self._config())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the sum's last digits depend on how it is shared out
        onnxruntime.set_seed(SEED)
        try:
            session = onnxruntime.InferenceSession(str(self._path), sess_options=options, providers=["CPUExecutionProvider"])
            # Brackets would be read as phonemes.
            said = PiperVoice(config=config, session=session).synthesize(
                re.sub(r"[\[\]]", " ", text), SynthesisConfig(length_scale=length, normalize_audio=False)
            )
            sounds = [chunk.audio_int16_array for chunk in said]
        except Exception as error:  # onnxruntime raises its own for each way in which a file may be wrong
            raise VoiceError(
                f"piper cannot speak with this voice: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
                file=str(self._path), remedy="Get the voice's .onnx and .onnx.json again",
            ) from error  # fmt: skip
        return Utterance(np.concatenate(sounds) if sounds else np.zeros(0, np.int16), config.sample_rate)

    def _config(self) -> dict[str, Any]:
        assert self._path
        if not self._path.is_file():
            raise VoiceError("there is no such voice of piper", file=str(self._path), remedy="Name the voice's .onnx file")
        try:
            config = json.loads(_beside(self._path).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise VoiceError(
                "the voice's settings cannot be read", file=str(_beside(self._path)), remedy="Put the .onnx.json beside the .onnx"
            ) from error
        return dict(config) if isinstance(config, dict) else {}


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")


@lru_cache(maxsize=16)
def _digest(path: Path, changed: int) -> str:
    return digest(path)


def _language(config: dict[str, Any]) -> str:
    """The voice's language, `en`; empty where its settings do not say."""
    code = config.get("language", {}).get("code") or config.get("espeak", {}).get("voice") or ""
    name = re.split(r"[-_]", str(code))[0].lower()
    return NAMES.get(name, name)
