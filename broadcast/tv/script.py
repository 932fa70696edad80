"""The television script: No. · time · VIDEO · AUDIO, under a header block."""

from __future__ import annotations

from pathlib import Path

from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.script import pdf, rows, word
from broadcast.script.rows import Script
from broadcast.tv.describe import shot


def script_pdf(path: Path, episode: Episode, messages: Messages) -> None:
    """`tv/script.pdf`."""
    pdf.write(path, plan(episode, messages))


def script_docx(path: Path, episode: Episode, messages: Messages) -> None:
    """`tv/script.docx`; the ids in its last column let an edited one be taken back."""
    word.write(path, plan(episode, messages), episode, messages.text("script.md.id"))


def plan(episode: Episode, messages: Messages) -> Script:
    """The rows, each with what the screen shows."""
    return rows.tv(episode, messages, {cue.id: shot(cue, messages) for cue in episode.cues})
